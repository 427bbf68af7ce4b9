/// The edits of a reading in the order of the text.
///
/// A damaged megabyte may need hundreds of thousands, so that the newest are collected within the struct itself, where
/// noting one is a store, and move to the heap in blocks.
struct EditLog {
    private var settled = ContiguousArray<Edit>()
    private var pending = InlineArray<64, Edit>(repeating: Edit(.comment, at: 0, ""))
    private var pendingCount = 0
    private(set) var count = 0

    @inline(__always)
    mutating func append(_ edit: Edit) {
        if pendingCount == pending.count { settle() }
        pending[pendingCount] = edit
        pendingCount &+= 1
        count &+= 1
    }

    var last: Edit? { pendingCount > 0 ? pending[pendingCount - 1] : settled.last }

    mutating func removeLast() {
        if pendingCount > 0 { pendingCount -= 1 } else { settled.removeLast() }
        count -= 1
    }

    /// Takes back every edit that starts at or behind a place.
    mutating func removeAll(from start: Int) {
        while let last, last.start >= start { removeLast() }
    }

    /// Takes an edit in at its place in the order, behind those that start where it does.
    mutating func insert(_ edit: Edit) {
        settle()
        let place = settled.lastIndex { $0.start <= edit.start }.map { $0 + 1 } ?? 0
        settled.insert(edit, at: place)
        count += 1
    }

    /// Starts anew with the memory it has.
    mutating func clear() {
        settled.removeAll(keepingCapacity: true)
        pendingCount = 0
        count = 0
    }

    /// All edits.
    mutating func all() -> ContiguousArray<Edit> {
        settle()
        return settled
    }

    private mutating func settle() {
        pending.span.extracting(first: pendingCount).withUnsafeBufferPointer { settled.append(contentsOf: $0) }
        pendingCount = 0
    }
}
