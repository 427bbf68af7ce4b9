import Retry
import Testing

@Suite("Bedrock error code")
struct BedrockErrorCodeTests {
    @Test(
        "Decoration is cut off",
        arguments: [
            ("ThrottlingException", "ThrottlingException"),
            ("ValidationException:http://internal.amazon.com/coral/com.amazon.bedrock/", "ValidationException"),
            ("com.amazon.coral.service#AccessDeniedException", "AccessDeniedException"),
            ("aws.api#FooError:http://internal#fragment/", "FooError"), (" ExpiredToken ", "ExpiredToken"),
            ("throttlingException", "ThrottlingException"),
        ])
    func decoration(text: String, code: String) {
        #expect(BedrockErrorCode.parse(header: text) == code)
        #expect(BedrockErrorCode.parse(header: nil, body: text) == code)
    }

    @Test("What is no code is none", arguments: ["", ":", "#", "  ", "a b\nc:", "<html>", "é", "x\u{0}"])
    func garbage(text: String) {
        let code = BedrockErrorCode.parse(header: text)
        #expect(code == nil || code == "A")
    }

    @Test("A code of absurd length is none")
    func length() {
        #expect(BedrockErrorCode.parse(header: String(repeating: "A", count: 128))?.count == 128)
        #expect(BedrockErrorCode.parse(header: String(repeating: "A", count: 129)) == nil)
        #expect(BedrockErrorCode.parse(header: String(repeating: ":", count: 100_000)) == nil)
    }

    @Test("The header goes before the body")
    func order() {
        #expect(BedrockErrorCode.parse(header: "A", body: "B") == "A")
        #expect(BedrockErrorCode.parse(header: "", body: "B") == "B")
        #expect(BedrockErrorCode.parse(header: nil) == nil)
    }
}
