import AWSSigning
import Testing

@testable import AWSCredentials

@Suite("The API key of Bedrock")
struct BearerTokenResolverTests {
    private func token(_ text: String?) throws -> BearerToken? {
        try BearerTokenResolver(environment: .test(text.map { ["AWS_BEARER_TOKEN_BEDROCK": $0] } ?? [:])).token()
    }

    @Test("It is taken from its variable")
    func found() throws {
        #expect(try token("ABSK+/=")?.authorization == "Bearer ABSK+/=")
    }

    @Test("Not set, or empty, there is none", arguments: [nil, ""])
    func absent(text: String?) throws {
        #expect(try token(text) == nil)
    }

    @Test(
        "What is no key is an error that does not show it",
        arguments: ["\(marker)\n", "\"\(marker)\"", "Bearer \(marker)"])
    func malformed(text: String) {
        let error = #expect(throws: CredentialError.self) { try token(text) }
        #expect(error?.place == "variable AWS_BEARER_TOKEN_BEDROCK")
        #expect(error?.description.contains(marker) == false)
    }
}
