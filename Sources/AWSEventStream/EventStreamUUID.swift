/// The sixteen bytes of a header of type 9.
public struct EventStreamUUID: Sendable, Hashable, CustomStringConvertible {
    /// The first eight bytes, read as a big-endian number.
    public var high: UInt64

    /// The last eight bytes, read as a big-endian number.
    public var low: UInt64

    /// An identifier from its two halves.
    public init(high: UInt64, low: UInt64) {
        self.high = high
        self.low = low
    }

    /// The usual form: lower-case hexadecimal in groups of 8, 4, 4, 4 and 12 digits.
    public var description: String {
        let digits = Array((Self.hexadecimal(high) + Self.hexadecimal(low)).utf8)
        let groups = [0..<8, 8..<12, 12..<16, 16..<20, 20..<32]
        return groups.map { String(decoding: digits[$0], as: UTF8.self) }.joined(separator: "-")
    }

    private static func hexadecimal(_ half: UInt64) -> String {
        let digits = String(half, radix: 16)
        return String(repeating: "0", count: 16 - digits.utf8.count) + digits
    }
}
