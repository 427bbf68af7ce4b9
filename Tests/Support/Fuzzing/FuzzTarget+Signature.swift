import AWSSigning
import LedgerSimulation

extension FuzzTarget {
    private static let credentials = Credentials(
        accessKeyID: "AKIDLEDGERFUZZ", secretAccessKey: "only-for-tests", sessionToken: nil)
    private static let signingTime = UTCTime(clamping: 1_795_943_119)
    private static let body = Array(#"{"messages":[]}"#.utf8)
    private static let verifier = SignatureVerifier(policy: VerificationPolicy(service: "bedrock"))
    private static let request = SigningRequest(
        method: "POST", path: "/model/eu.model%3A0/converse", query: "a=1&b=%20x&a=0",
        headers: [
            HeaderField("Host", "bedrock-runtime.eu-west-1.amazonaws.com"),
            HeaderField("Content-Type", "application/json"),
            HeaderField("X-Amzn-Bedrock-Service-Tier", "flex"),
        ])
    private static let signed: SigningRequest? = {
        let signer = RequestSigner(region: "eu-west-1", service: "bedrock")
        let signature = try? signer.sign(request, body: BodyHash(of: body), credentials: credentials, at: signingTime)
        guard let signature else { return nil }
        return SigningRequest(
            method: request.method, path: request.path, query: request.query,
            headers: request.headers + signature.headers)
    }()

    /// The parts of a signed request on lines of their own: method, path, query, body, then a name and a value in turn.
    private static var parts: [String] {
        guard let signed else { return [] }
        return [signed.method, signed.path, signed.query, String(decoding: body, as: UTF8.self)]
            + signed.headers.flatMap { [$0.name, $0.value] }
    }

    /// A request that was changed after it was signed is believed only where what it says is the same.
    static let signature = FuzzTarget(
        "signature", seeds: [Array(parts.joined(separator: "\n").utf8)],
        tokens: [
            "AWS4-HMAC-SHA256", "Credential=", "SignedHeaders=", "Signature=", "/", ", ", ";", "=", "%2F", "%25", "%",
            "&",
            "..", "//", "host", "x-amz-date", "content-type", "\n", " ", "0", "a", "F", "UNSIGNED-PAYLOAD",
            "STREAMING-",
            "20261129T000000Z", "X-Amz-Security-Token", "+", "~", "?",
        ].map { Array($0.utf8) }
    ) { input, random in
        let lines = input.split(separator: 0x0A, omittingEmptySubsequences: false).map {
            String(decoding: $0, as: UTF8.self)
        }
        guard lines.count >= 4, let signed else { return false }
        let headers = stride(from: 4, to: lines.count - 1, by: 2).map { HeaderField(lines[$0], lines[$0 + 1]) }
        let changed = SigningRequest(method: lines[0], path: lines[1], query: lines[2], headers: headers)
        let body = Array(lines[3].utf8)
        let verified: VerifiedRequest
        do throws(VerificationError) {
            verified = try verifier.verify(changed, body: BodyHash(of: body), at: signingTime) { name in
                name == credentials.accessKeyID ? credentials : nil
            }
        } catch {
            return false
        }
        try FuzzFinding.unless(verified.accessKeyID == credentials.accessKeyID, "another key is believed")
        try FuzzFinding.unless(body == Self.body, "another body is believed")
        try FuzzFinding.unless(changed.method == signed.method, "another method is believed")
        try FuzzFinding.unless(verified.path == "/model/eu.model%3A0/converse", "another path: \(verified.path)")
        try FuzzFinding.unless(
            parameters(changed.query) == parameters(signed.query), "another query is believed: \(changed.query)")
        for header in signed.headers where header.name.lowercased() != "authorization" {
            let name = header.name.lowercased()
            let values = changed.headers.filter { $0.name.lowercased() == name }.map { words($0.value) }
            try FuzzFinding.unless(values == [words(header.value)], "another \(name) is believed: \(values)")
        }
        for header in changed.headers where header.name.lowercased().hasPrefix("x-amz") {
            let isSigned = verified.signedHeaders.contains(header.name.lowercased())
            try FuzzFinding.unless(isSigned, "\(header.name) is believed, and was not signed")
        }
        return true
    }

    /// What a header says: its words, however they are spaced.
    private static func words(_ value: String) -> [String] {
        value.utf8.split { $0 == 0x20 || (0x09...0x0D).contains($0) }.map { String(Substring($0)) }
    }

    /// What a query says: its parameters, decoded and sorted.
    private static func parameters(_ query: String) -> [[[UInt8]]] {
        query.utf8.split(separator: UInt8(ascii: "&")).map { piece in
            let name = piece.prefix { $0 != UInt8(ascii: "=") }
            return [decoded(name), decoded(piece[name.endIndex...].dropFirst())]
        }.sorted { "\($0)" < "\($1)" }
    }

    private static func decoded(_ text: Substring.UTF8View) -> [UInt8] {
        var bytes: [UInt8] = []
        var rest = text
        while let byte = rest.popFirst() {
            guard byte == UInt8(ascii: "%"), let code = UInt8(String(Substring(rest.prefix(2))), radix: 16) else {
                bytes.append(byte)
                continue
            }
            bytes.append(code)
            rest = rest.dropFirst(2)
        }
        return bytes
    }
}
