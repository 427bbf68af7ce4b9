/// One repair while it is worked out: what is wrong, where, and what shall stand there.
struct Edit {
    let kind: Repair.Kind
    let range: Range<Int>
    let replacement: Replacement

    @inline(__always)
    init(_ kind: Repair.Kind, _ range: Range<Int>, _ replacement: Replacement = .nothing) {
        self.kind = kind
        self.range = range
        self.replacement = replacement
    }

    /// Something that was missing.
    @inline(__always)
    init(_ kind: Repair.Kind, at index: Int, _ replacement: Replacement) {
        self.init(kind, Range(uncheckedBounds: (index, index)), replacement)
    }

    func repair(in source: [UInt8]) -> Repair {
        Repair(
            kind: kind, offset: range.lowerBound, before: String(decoding: source[range], as: UTF8.self),
            after: replacement.text)
    }
}
