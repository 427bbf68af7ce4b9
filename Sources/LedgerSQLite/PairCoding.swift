/// Writes pairs of texts as one text, `name=value&name=value`, that people can read and that can be read back.
enum PairCoding {
    /// The pairs as one text, in the given order.
    static func text(_ pairs: some Sequence<(String, String)>) -> String {
        pairs.map { "\(escape($0.0))=\(escape($0.1))" }.joined(separator: "&")
    }

    /// The pairs of a text; `nil` where it was not written here.
    static func pairs(_ text: String) -> [(String, String)]? {
        guard !text.isEmpty else { return [] }
        var result: [(String, String)] = []
        // By byte, not by character: a combining mark may stand behind a separator.
        for pair in text.utf8.split(separator: UInt8(ascii: "&"), omittingEmptySubsequences: false) {
            let parts = pair.split(separator: UInt8(ascii: "="), omittingEmptySubsequences: false)
            guard parts.count == 2 else { return nil }
            result.append((unescape(parts[0]), unescape(parts[1])))
        }
        return result
    }

    private static func escape(_ text: String) -> String {
        guard text.utf8.contains(where: { "%=&".utf8.contains($0) }) else { return text }
        var result = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            switch scalar {
            case "%": result.append(contentsOf: "%25".unicodeScalars)
            case "=": result.append(contentsOf: "%3D".unicodeScalars)
            case "&": result.append(contentsOf: "%26".unicodeScalars)
            default: result.append(scalar)
            }
        }
        return String(result)
    }

    private static func unescape(_ text: Substring.UTF8View) -> String {
        var result: [UInt8] = []
        var bytes = text
        while let byte = bytes.popFirst() {
            guard byte == UInt8(ascii: "%") else {
                result.append(byte)
                continue
            }
            result.append(UInt8(String(decoding: bytes.prefix(2), as: UTF8.self), radix: 16) ?? byte)
            bytes = bytes.dropFirst(2)
        }
        return String(decoding: result, as: UTF8.self)
    }
}
