import Testing

@testable import BedrockEmulator

@Suite("The tokenizer")
struct TokenizerTests {
    @Test(
        "counts by its rule",
        arguments: [
            ("", 0), ("a", 1), ("word", 1), ("words", 2), ("two words", 3), ("one two", 2), (" ", 1), ("\n\n  x", 2),
            ("a  b", 3), ("a.b", 3), ("{\"a\":1}", 7), ("ä", 1), ("日本語", 3), ("👩‍🚀", 3), ("x y", 2), ("12345678", 2),
        ])
    func counts(text: String, tokens: Int64) {
        #expect(Tokenizer.count(text) == tokens)
    }

    @Test("makes at most one token of a byte, and pieces that are the text")
    func properties() {
        var random = SplitMix64(seed: 7)
        let alphabet = Array("ab1 \n.{\"äß日👩\u{301}")
        for _ in 0..<500 {
            let length = Int(random.next() % 40)
            let text = String((0..<length).map { _ in alphabet[Int(random.next() % UInt64(alphabet.count))] })
            let count = Tokenizer.count(text)
            #expect(count <= text.utf8.count)
            let pieces = Tokenizer.pieces(of: text, tokens: 1)
            #expect(pieces.count == Int(count))
            #expect(Array(pieces.joined().utf8) == Array(text.utf8))
            #expect(Tokenizer.pieces(of: text, tokens: 3).joined() == text)
            #expect(Tokenizer.prefix(of: text, tokens: count / 2) == pieces.prefix(Int(count / 2)).joined())
        }
    }

    @Test("gives a text in one piece where that is asked for")
    func onePiece() {
        #expect(Tokenizer.pieces(of: "one two three", tokens: .max) == ["one two three"])
    }
}
