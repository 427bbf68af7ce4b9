/// Percent-encoding as AWS wants it: `A-Z a-z 0-9 - . _ ~` stay, every other byte of UTF-8 becomes `%` and two upper-case
/// hexadecimal digits.
public enum PercentEncoding {
    /// A text as one segment of a path, so that a slash in it separates nothing.
    ///
    /// ```swift
    /// PercentEncoding.segment("us.anthropic.claude-sonnet-4-5-20250929-v1:0")
    /// // us.anthropic.claude-sonnet-4-5-20250929-v1%3A0
    /// ```
    /// Use it for model ids and ARNs, and for names and values of a query.
    public static func segment(_ text: String) -> String {
        var bytes: [UInt8] = []
        append(text.utf8, to: &bytes)
        return String(decoding: bytes, as: UTF8.self)
    }

    /// The text of a segment, decoded once; nil where an escape is broken or the bytes are not UTF-8.
    public static func decodedSegment(_ segment: some StringProtocol) -> String? {
        guard let bytes = decoded(Array(segment.utf8)[...]) else { return nil }
        return String(validating: bytes, as: UTF8.self)
    }

    /// Appends bytes, keeping those that are unreserved or slashes where told.
    static func append(
        _ source: some Sequence<UInt8>, to bytes: inout [UInt8], keepingSlashes: Bool = false
    ) {
        let digits: StaticString = "0123456789ABCDEF"
        for byte in source {
            if ByteClass.isUnreserved(byte) || (keepingSlashes && byte == UInt8(ascii: "/")) {
                bytes.append(byte)
            } else {
                bytes.append(UInt8(ascii: "%"))
                bytes.append(digits.utf8Start[Int(byte >> 4)])
                bytes.append(digits.utf8Start[Int(byte & 15)])
            }
        }
    }

    /// The bytes with their escapes resolved, of either case; nil where a `%` is not followed by two digits.
    static func decoded(_ source: ArraySlice<UInt8>) -> [UInt8]? {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(source.count)
        var rest = source
        while let byte = rest.popFirst() {
            guard byte == UInt8(ascii: "%") else {
                bytes.append(byte)
                continue
            }
            guard let high = rest.popFirst().flatMap(ByteClass.hexadecimalValue),
                let low = rest.popFirst().flatMap(ByteClass.hexadecimalValue)
            else { return nil }
            bytes.append(high << 4 | low)
        }
        return bytes
    }
}
