/// The entries of a document, in memory that has one owner: the parser while it writes them, then the document.
///
/// An array would ask at every entry whether it is shared, which is most of what a small value costs.
///
/// Sending it is safe although the compiler cannot see into a pointer: the struct cannot be copied, so the memory behind
/// the pointer belongs to the one value that holds it and is freed with it, and it changes only through `mutating`
/// functions of that value, which a document, where the tape is a constant, cannot call.
package struct JSONTape: ~Copyable, @unchecked Sendable {
    private var entries: UnsafeMutablePointer<JSONTapeEntry>?
    package private(set) var count = 0
    private var capacity = 0
    /// The size of the text, for an estimate of how many entries there will be.
    private var byteCount = 0

    package init() {}

    deinit { entries?.deallocate() }

    /// One entry; an index outside of the tape is a programming error and traps.
    package subscript(_ index: Int) -> JSONTapeEntry {
        @inline(__always) get { entry(index).pointee }
        @inline(__always) set { entry(index).pointee = newValue }
    }

    package var first: JSONTapeEntry? { count == 0 ? nil : self[0] }

    package var last: JSONTapeEntry? { count == 0 ? nil : self[count - 1] }

    @inline(__always)
    private func entry(_ index: Int) -> UnsafeMutablePointer<JSONTapeEntry> {
        guard let entries, UInt(bitPattern: index) < UInt(bitPattern: count) else {
            preconditionFailure("an index outside of the tape")
        }
        return entries + index
    }

    @inline(__always)
    mutating func append(_ entry: JSONTapeEntry) {
        if count == capacity { grow(before: Int(entry.start)) }
        entries?.advanced(by: count).initialize(to: entry)
        count &+= 1
    }

    mutating func removeLast() {
        precondition(count > 0)
        count -= 1
    }

    /// Starts anew with the memory it has.
    mutating func removeAll() { count = 0 }

    /// Makes room for a text of this size, or for the beginning of a long one, which may prove not to be JSON at all.
    mutating func reserve(forBytes byteCount: Int) {
        self.byteCount = byteCount
        resize(to: min(byteCount / 6 + 8, max(4096, byteCount / 64)))
    }

    /// Tells the size of the text without making room.
    mutating func expect(bytes byteCount: Int) { self.byteCount = byteCount }

    /// Makes room for a number of entries that is known.
    mutating func reserve(_ total: Int) { resize(to: total) }

    /// Makes room for what the text will need if it goes on as it began, rather than growing step by step.
    private mutating func grow(before position: Int) {
        let estimate = count * byteCount / max(1, position)
        resize(to: max(min(estimate + estimate / 16, byteCount, count * 16), count + count / 2, 16))
    }

    private mutating func resize(to wanted: Int) {
        guard wanted > capacity else { return }
        let larger = UnsafeMutablePointer<JSONTapeEntry>.allocate(capacity: wanted)
        if let entries {
            larger.moveInitialize(from: entries, count: count)
            entries.deallocate()
        }
        entries = larger
        capacity = wanted
    }
}

/// A parsed text: its bytes and the tape over them, both immutable and shared by every ``JSONValue`` of it.
package final class JSONDocument: Sendable {
    package let bytes: [UInt8]
    package let tape: JSONTape

    package init(bytes: [UInt8], tape: consuming JSONTape) {
        self.bytes = bytes
        self.tape = tape
    }
}
