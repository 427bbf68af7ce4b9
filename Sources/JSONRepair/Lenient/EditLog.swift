/// The edits of a reading that is going on.
///
/// The newest are within the struct itself, where noting one is a store, and move to the list in blocks.
struct EditLog {
    private var list = EditList()
    private var newest: InlineArray<64, EditList.Packed>
    private var newestCount = 0
    private var listCount = 0
    /// The stretch of the text that may need edits, for an estimate of their number.
    private var source = 0..<0

    init() {
        newest = InlineArray(repeating: list.pack(Edit(.comment, at: 0, .nothing)))
    }

    /// Starts anew.
    mutating func start(over source: Range<Int>) {
        list = EditList()
        newestCount = 0
        listCount = 0
        self.source = source
    }

    @inline(__always) var count: Int { listCount &+ newestCount }

    @inline(__always)
    mutating func append(_ edit: Edit) {
        if newestCount == newest.count { settle(before: edit.range.lowerBound) }
        newest[newestCount] = list.pack(edit)
        newestCount &+= 1
    }

    var last: Edit? {
        mutating get {
            settle()
            return list.last
        }
    }

    /// Puts another edit in the place of the one that was appended just now, which was a short one.
    mutating func replaceLast(_ edit: Edit) { newest[newestCount - 1] = list.pack(edit) }

    mutating func removeLast() {
        settle()
        list.removeLast()
        listCount -= 1
    }

    /// Takes back every edit that starts at or behind a place.
    mutating func removeAll(from start: Int) {
        if newestCount > 0, newest.span[newestCount - 1].start < start { return }
        while let last, last.range.lowerBound >= start { removeLast() }
    }

    /// Takes a short edit in at its place in the order, behind those that start where it does.
    mutating func insert(_ edit: Edit) {
        settle()
        list.insert(edit)
        listCount += 1
    }

    /// Hands the edits over.
    mutating func take() -> EditList {
        settle()
        defer { list = EditList() }
        return list
    }

    private mutating func settle() {
        newest.span.extracting(first: newestCount).withUnsafeBufferPointer { list.append($0) }
        listCount = list.count
        newestCount = 0
    }

    /// Makes room for as many edits as the text will need if it goes on as it began, rather than growing step by step.
    @inline(never)
    private mutating func settle(before position: Int) {
        if list.count + newestCount > list.capacity {
            let estimate = count * source.count / max(1, position - source.lowerBound)
            // The first few say little about the rest.
            list.reserveCapacity(count < 4096 ? 8 * count : max(estimate + estimate / 16, count + count / 8))
        }
        settle()
    }
}
