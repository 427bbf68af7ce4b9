/// Edits in the order of the text, eight bytes each: a damaged megabyte may need hundreds of thousands, and what they
/// cost is mostly the memory they touch.
struct EditList: Sendable {
    struct Packed {
        let start: UInt32
        fileprivate let length: UInt16
        fileprivate let replacement: Replacement
        fileprivate let kind: Repair.Kind
    }

    private static let long = UInt16.max

    private var packed = ContiguousArray<Packed>()
    /// The lengths that do not fit, of long comments and the like, in the order of their edits.
    private var longLengths: [Int] = []
    /// How many bytes the replacements have beyond one each, or more.
    private var longTextBytes = 0

    var isEmpty: Bool { packed.isEmpty }
    var count: Int { packed.count }
    var capacity: Int { packed.capacity }

    /// How many bytes the replacements have together, or more.
    var addedBytes: Int { packed.count + longTextBytes }

    /// Whether a repair is about what closes an array or object.
    var hasBrackets: Bool {
        packed.contains { $0.kind == .missingBracket || $0.kind == .wrongBracket || $0.kind == .extraBracket }
    }

    var last: Edit? {
        packed.last.map { Self.unpack($0, length: $0.length == Self.long ? longLengths.last ?? 0 : Int($0.length)) }
    }

    func repairs(in source: [UInt8]) -> [Repair] {
        var repairs: [Repair] = []
        repairs.reserveCapacity(count)
        forEach { repairs.append($0.repair(in: source)) }
        return repairs
    }

    @inline(__always)
    func forEach(_ body: (Edit) -> Void) {
        var longs = longLengths.makeIterator()
        for packed in packed {
            body(Self.unpack(packed, length: packed.length == Self.long ? longs.next() ?? 0 : Int(packed.length)))
        }
    }

    mutating func reserveCapacity(_ capacity: Int) { packed.reserveCapacity(capacity) }

    mutating func append(_ block: UnsafeBufferPointer<Packed>) { packed.append(contentsOf: block) }

    mutating func removeLast() {
        if packed.removeLast().length == Self.long { longLengths.removeLast() }
    }

    /// Takes a short edit in at its place in the order, behind those that start where it does.
    mutating func insert(_ edit: Edit) {
        let place = packed.lastIndex { $0.start <= edit.range.lowerBound }.map { $0 + 1 } ?? 0
        packed.insert(pack(edit), at: place)
    }

    /// The packed form of the edit that is taken in next.
    @inline(__always)
    mutating func pack(_ edit: Edit) -> Packed {
        if edit.replacement.maximumCount > 1 { longTextBytes &+= edit.replacement.maximumCount &- 1 }
        var length = edit.range.upperBound &- edit.range.lowerBound
        if length >= Self.long {
            longLengths.append(length)
            length = Int(Self.long)
        }
        return Packed(
            start: UInt32(truncatingIfNeeded: edit.range.lowerBound), length: UInt16(truncatingIfNeeded: length),
            replacement: edit.replacement, kind: edit.kind)
    }

    @inline(__always)
    private static func unpack(_ packed: Packed, length: Int) -> Edit {
        let start = Int(packed.start)
        return Edit(packed.kind, Range(uncheckedBounds: (start, start &+ length)), packed.replacement)
    }
}
