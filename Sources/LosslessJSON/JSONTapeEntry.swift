/// One value or key of a parsed document: where it stands and what it is.
///
/// The tape lists a document's values in source order; a container is followed by its contents, a member's value by
/// nothing but its key before it. `next` skips a whole subtree, so lookups never descend into what they do not want.
package struct JSONTapeEntry: Sendable {
    package enum Kind: UInt32 {
        case null, `false`, `true`, number, string, escapedString, array, object
    }

    /// The first byte of the value in the source.
    package var start: UInt32
    /// One past its last byte.
    package var end: UInt32
    /// The index of the entry after this value and all it contains; of an open container, its parent.
    package var next: UInt32
    /// The kind in the low three bits, above them the number of elements or members.
    private var kindAndCount: UInt32

    init(_ kind: Kind, start: Int, end: Int, next: UInt32) {
        self.start = UInt32(truncatingIfNeeded: start)
        self.end = UInt32(truncatingIfNeeded: end)
        self.next = next
        kindAndCount = kind.rawValue
    }

    package var kind: Kind { Kind(rawValue: kindAndCount & 7) ?? .null }

    package var count: Int {
        get { Int(kindAndCount >> 3) }
        set { kindAndCount = kindAndCount & 7 | UInt32(truncatingIfNeeded: newValue) << 3 }
    }

    package var range: Range<Int> { Int(start)..<Int(end) }

    /// Ends an array or object.
    @inline(__always)
    mutating func close(count: Int, end: Int, next: Int) {
        self.count = count
        self.end = UInt32(truncatingIfNeeded: end)
        self.next = UInt32(truncatingIfNeeded: next)
    }
}
