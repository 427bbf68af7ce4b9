import Testing

@testable import AWSSigning

@Suite("Requests that are refused before a key is looked for")
struct RefusalTests {
    private let vector = SigningVector.paths[0]

    private static let id = "AKIDLEDGERTEST/20240229/eu-central-1/bedrock/aws4_request"
    private static let names = "content-type;host;x-amz-date"
    private static let signature = String(repeating: "0", count: 64)

    private static func value(_ id: String = id, _ names: String = names, _ signature: String = signature) -> String {
        "AWS4-HMAC-SHA256 Credential=\(id), SignedHeaders=\(names), Signature=\(signature)"
    }

    @Test(
        "An Authorization header that is not as it has to be is refused for what is wrong with it",
        arguments: [
            ("", .unsupportedAlgorithm),
            ("Bearer abc", .unsupportedAlgorithm),
            ("AWS4-HMAC-SHA256", .unsupportedAlgorithm),
            ("AWS4-ECDSA-P256-SHA256 Credential=a", .unsupportedAlgorithm),
            ("AWS4-HMAC-SHA256 ", .unsupportedAlgorithm),
            ("AWS4-HMAC-SHA256 x", .malformedAuthorization(.structure)),
            ("AWS4-HMAC-SHA256 Credential=\(id), Signature=\(signature)", .malformedAuthorization(.structure)),
            (value() + ", Extra=1", .malformedAuthorization(.structure)),
            (value() + ", Signature=\(signature)", .malformedAuthorization(.structure)),
            (value() + ",", .malformedAuthorization(.structure)),
            (value("A/20240229/r/s"), .malformedAuthorization(.credential)),
            (value("/20240229/r/bedrock/aws4_request"), .malformedAuthorization(.credential)),
            (value("A/2024022/r/bedrock/aws4_request"), .malformedAuthorization(.credential)),
            (value("A/20240229/r/bedrock/aws5_request"), .malformedAuthorization(.credential)),
            (value("A/b/20240229/r/bedrock/aws4_request"), .malformedAuthorization(.credential)),
            (value(id, ""), .malformedAuthorization(.signedHeaders)),
            (value(id, "content-type\u{37E}host;x-amz-date"), .malformedAuthorization(.structure)),
            (value(id, "host;content-type;x-amz-date"), .malformedAuthorization(.signedHeaders)),
            (value(id, "content-type;host;host;x-amz-date"), .malformedAuthorization(.signedHeaders)),
            (value(id, "content-type;Host;x-amz-date"), .malformedAuthorization(.signedHeaders)),
            (value(id, names, "abc"), .malformedAuthorization(.signature)),
            (value(id, names, String(repeating: "A", count: 64)), .malformedAuthorization(.signature)),
            (value(id, names, String(repeating: "0", count: 65)), .malformedAuthorization(.signature)),
            (value(id, "content-type;x-amz-date"), .unsignedHost),
            (value(id, "content-type;host"), .unsignedHeader("x-amz-date")),
            (value(id, "host;x-amz-date"), .unsignedHeader("content-type")),
            (value(id, "content-type;host;x-amz-date;x-gone"), .missingHeader("x-gone")),
            (value(), .signatureMismatch),
        ] as [(String, VerificationError)])
    func authorization(value: String, expected: VerificationError) throws {
        #expect(vector.refusal(of: try vector.sent().with("Authorization", value)) == expected)
    }

    @Test("The parts of the header may come in any order, and without spaces between them")
    func order() throws {
        let parts = try #require(try vector.sent().value(of: "Authorization")).dropFirst(17)
            .split(separator: ",").map { $0.drop { $0 == " " } }
        let value = "AWS4-HMAC-SHA256 " + parts.reversed().joined(separator: ",")
        #expect(vector.refusal(of: try vector.sent().with("Authorization", value)) == nil)
    }

    @Test(
        "A header of which only one counts must not be there twice",
        arguments: ["authorization", "host", "x-amz-date", "content-type"])
    func duplicates(name: String) throws {
        let sent = try vector.sent()
        let second = HeaderField(name.uppercased(), try #require(sent.value(of: name)))
        #expect(vector.refusal(of: sent.with(headers: sent.headers + [second])) == .duplicateHeader(name))
    }

    @Test("What every request needs has to be there")
    func missing() throws {
        let sent = try vector.sent()
        #expect(vector.refusal(of: sent.with("Authorization", nil)) == .missingAuthorization)
        #expect(vector.refusal(of: sent.with("X-Amz-Date", nil)) == .missingHeader("x-amz-date"))
        #expect(vector.refusal(of: sent.with("Host", nil)) == .missingHeader("host"))
        #expect(vector.refusal(of: sent.with("Content-Type", nil)) == .missingHeader("content-type"))
    }

    @Test(
        "A date in any other form is refused",
        arguments: ["", "20240229T235959", "2024-02-29T23:59:59Z", "20230229T000000Z"])
    func date(value: String) throws {
        #expect(vector.refusal(of: try vector.sent().with("X-Amz-Date", value)) == .malformedDate)
    }

    @Test(
        "A header that chooses a price must not be added on the way",
        arguments: ["X-Amzn-Bedrock-Service-Tier", "X-Amz-Anything", "x-amzn-bedrock-performanceconfig-latency"])
    func addedHeader(name: String) throws {
        #expect(vector.refusal(of: try vector.sent().with(name, "priority")) == .unsignedHeader(name.lowercased()))
    }

    @Test(
        "Other headers may be added on the way", arguments: ["X-Forwarded-For", "amz-sdk-request", "X-Amzn-Trace-Id"])
    func harmlessHeader(name: String) throws {
        #expect(vector.refusal(of: try vector.sent().with(name, "1")) == nil)
    }

    @Test(
        "A signature in the query is refused, alone and beside another",
        arguments: ["X-Amz-Signature=0", "a=1&X-Amz-Algorithm=AWS4-HMAC-SHA256", "x%2Damz-credential=a"])
    func presigned(query: String) throws {
        let request = try vector.sent().with(query: query)
        #expect(vector.refusal(of: request) == .querySignature)
        #expect(vector.refusal(of: request.with("Authorization", nil)) == .querySignature)
    }

    @Test(
        "A query that can be spelled otherwise with the same signature is refused",
        arguments: ["a=%2f", "&a=1", "a=1&", "a=1&&b=2", "a=%C3%a9"])
    func spelling(query: String) throws {
        #expect(vector.refusal(of: try vector.sent().with(query: query)) == .malformedRequest(.query))
    }

    @Test(
        "Values with control characters are refused",
        arguments: ["a\r\nb", "a\nb", "a\rb", "a\u{0}", "\u{7F}", "a\r\n", "a\n"])
    func controlCharacters(value: String) throws {
        let request = try vector.sent().with("X-Any", value)
        #expect(vector.refusal(of: request) == .malformedRequest(.headerValue(name: "X-Any")))
    }

    @Test("Names with white space or other characters are refused", arguments: ["X-Any ", " X-Any", "X:Any", "", "Xé"])
    func headerNames(name: String) throws {
        let sent = try vector.sent()
        let request = sent.with(headers: [HeaderField(name, "")] + sent.headers)
        #expect(vector.refusal(of: request) == .malformedRequest(.headerName(index: 0)))
    }

    @Test("Requests beyond the limits are refused")
    func limits() throws {
        let sent = try vector.sent()
        let many = (0..<125).map { HeaderField("X-\($0)", "") }
        #expect(
            vector.refusal(of: sent.with(headers: sent.headers + many))
                == .malformedRequest(.tooManyHeaders(limit: 128)))
        let long = String(repeating: "a", count: 1 << 16)
        #expect(vector.refusal(of: sent.with("X-Long", long)) == .malformedRequest(.headersTooLong(limit: 1 << 16)))
        #expect(vector.refusal(of: sent.with(path: "/" + long)) == .malformedRequest(.targetTooLong(limit: 1 << 15)))
    }

    @Test("Every refusal has an exception of AWS and a status that no client repeats")
    func responses() {
        let now = SigningVector.time
        let refusals: [(VerificationError, String, Int)] = [
            (.malformedRequest(.path), "ValidationException", 400),
            (.missingAuthorization, "MissingAuthenticationTokenException", 403),
            (.malformedAuthorization(.structure), "IncompleteSignatureException", 400),
            (.unknownKey, "UnrecognizedClientException", 403),
            (.expiredCredentials, "ExpiredTokenException", 403),
            (.expired(signed: now, now: now), "InvalidSignatureException", 403),
            (.signatureMismatch, "InvalidSignatureException", 403),
        ]
        for (refusal, type, status) in refusals {
            #expect(refusal.awsErrorType == type)
            #expect(refusal.httpStatus == status)
            #expect(!refusal.description.isEmpty)
        }
    }
}
