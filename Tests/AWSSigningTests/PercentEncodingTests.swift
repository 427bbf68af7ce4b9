import Testing

@testable import AWSSigning

@Suite("Percent-encoding")
struct PercentEncodingTests {
    @Test(
        "A segment keeps only what is unreserved",
        arguments: [
            ("us.anthropic.claude-sonnet-4-5-20250929-v1:0", "us.anthropic.claude-sonnet-4-5-20250929-v1%3A0"),
            (
                "arn:aws:bedrock:us-east-1::foundation-model/amazon.nova-lite-v1:0",
                "arn%3Aaws%3Abedrock%3Aus-east-1%3A%3Afoundation-model%2Famazon.nova-lite-v1%3A0"
            ),
            ("a b+c%/é~_-.Z9", "a%20b%2Bc%25%2F%C3%A9~_-.Z9"),
            ("", ""), ("\u{0}\u{7F}", "%00%7F"), ("✓", "%E2%9C%93"),
        ])
    func segments(text: String, encoded: String) {
        #expect(PercentEncoding.segment(text) == encoded)
        #expect(PercentEncoding.decodedSegment(encoded) == text)
    }

    @Test("A segment is decoded once, whatever the case of its digits")
    func decoding() {
        #expect(PercentEncoding.decodedSegment("a%3a%253A+é") == "a:%3A+é")
    }

    @Test(
        "Broken escapes and bytes that are no text are refused",
        arguments: ["%", "a%", "%2", "%zz", "%2z", "%FF", "%C3"])
    func broken(segment: String) {
        #expect(PercentEncoding.decodedSegment(segment) == nil)
    }

    @Test("Any text comes back")
    func roundTrip() {
        var generator = SplitMix64(seed: 3)
        for _ in 0..<2_000 {
            let scalars = (0..<8).compactMap { _ in Unicode.Scalar(UInt32.random(in: 0...0x2FFF, using: &generator)) }
            var text = ""
            text.unicodeScalars.append(contentsOf: scalars)
            let encoded = PercentEncoding.segment(text)
            #expect(encoded.utf8.allSatisfy { ByteClass.isUnreserved($0) || $0 == UInt8(ascii: "%") })
            #expect(PercentEncoding.decodedSegment(encoded).map { Array($0.utf8) } == Array(text.utf8))
        }
    }
}
