/// Cuts text into tokens by a rule that anybody can follow with a pencil.
///
/// A token is
/// - up to four ASCII letters and digits in a row, together with a single space before them,
/// - a run of other white space,
/// - any other ASCII character, or
/// - one Unicode scalar beyond ASCII.
///
/// So a text never has more tokens than bytes of UTF-8, and its tokens in a row are the text.
enum Tokenizer {
    private static let bytesPerToken = 4

    /// How many tokens a text has; linear, and without a copy of the tokens.
    static func count(_ bytes: some Collection<UInt8>) -> Int64 {
        let bytes = Array(bytes)
        var count: Int64 = 0
        var position = 0
        while position < bytes.count {
            position = end(of: position, in: bytes)
            count += 1
        }
        return count
    }

    /// How many tokens a text has.
    static func count(_ text: String) -> Int64 { count(text.utf8) }

    /// The text in pieces of so many tokens; the last may have fewer.
    static func pieces(of text: String, tokens: Int) -> [String] {
        let bytes = Array(text.utf8)
        var pieces: [String] = []
        var start = 0
        while start < bytes.count {
            var position = start
            var count = 0
            while position < bytes.count, count < tokens {
                position = end(of: position, in: bytes)
                count += 1
            }
            pieces.append(String(decoding: bytes[start..<position], as: UTF8.self))
            start = position
        }
        return pieces
    }

    /// The beginning of a text that has so many tokens, or all of it.
    static func prefix(of text: String, tokens: Int64) -> String {
        let bytes = Array(text.utf8)
        var position = 0
        var count: Int64 = 0
        while position < bytes.count, count < tokens {
            position = end(of: position, in: bytes)
            count += 1
        }
        return String(decoding: bytes[..<position], as: UTF8.self)
    }

    /// Where the token that starts at a position ends; always behind it.
    private static func end(of start: Int, in bytes: [UInt8]) -> Int {
        var position = start
        if startsWord(bytes, at: start) { position += 1 }
        if position < bytes.count, isWord(bytes[position]) {
            let limit = min(bytes.count, position + bytesPerToken)
            while position < limit, isWord(bytes[position]) { position += 1 }
            return position
        }
        if isSpace(bytes[start]) {
            while position < bytes.count, isSpace(bytes[position]), !startsWord(bytes, at: position) { position += 1 }
            return position
        }
        position = start + 1
        guard bytes[start] >= 0x80 else { return position }
        while position < bytes.count, bytes[position] & 0xC0 == 0x80 { position += 1 }
        return position
    }

    /// Whether a space stands here with a word behind it.
    private static func startsWord(_ bytes: [UInt8], at position: Int) -> Bool {
        bytes[position] == UInt8(ascii: " ") && position + 1 < bytes.count && isWord(bytes[position + 1])
    }

    private static func isWord(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"):
            true
        default: false
        }
    }

    private static func isSpace(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: " ") || (9...13).contains(byte)
    }
}
