import AWSSigning
import BedrockRuntime
import Gateway
import Ledger
import Pricing

/// The holder of a key, who sends requests over HTTP.
struct Caller: Sendable {
    /// How requests say who sends them.
    enum Proof {
        /// By a signature.
        case signature
        /// By the bearer token.
        case token
        /// Not at all.
        case none
    }

    /// An answer as it came.
    struct Reply {
        let status: Int
        let headers: [HeaderField]
        let body: [UInt8]

        var errorType: String? { headers.value(of: "x-amzn-errortype").map { String($0.prefix { $0 != ":" }) } }
        var text: String { String(decoding: body, as: UTF8.self) }
    }

    let id: String
    var credentials: Credentials
    let token: String
    /// What carries the requests.
    var transport = HTTPTransport.shared

    /// Nobody's key.
    static let nobody = Caller(
        id: "", credentials: Credentials(accessKeyID: "NOBODY", secretAccessKey: "none"), token: "none")

    init(id: String, credentials: Credentials, token: String) {
        self.id = id
        self.credentials = credentials
        self.token = token
    }

    init(_ issued: KeyIssuer.IssuedKey) {
        self.init(id: issued.key.id, credentials: issued.credentials, token: issued.bearerToken.revealed())
    }

    static let question =
        #"{"messages":[{"role":"user","content":[{"text":"Hello [[tokens:20]]"}]}],"inferenceConfig":{"maxTokens":100}}"#

    /// Sends a request and reads the whole answer.
    ///
    /// - Parameters:
    ///   - path: The path on the request line.
    ///   - url: Where to.
    ///   - body: The body.
    ///   - proof: How the request says who sends it.
    ///   - headers: Headers that are signed.
    ///   - unsigned: Headers that are not.
    ///   - time: The time of the signature.
    ///   - sent: The body that is sent in place of the one that is signed.
    /// - Returns: The answer.
    /// - Throws: Why there is none.
    func post(
        _ path: String, to url: String, body: String = Caller.question, by proof: Proof = .signature,
        headers: [HeaderField] = [], unsigned: [HeaderField] = [], at time: Timestamp = .now(),
        sending sent: String? = nil
    ) async throws -> Reply {
        let response = try await open(
            path, to: url, body: body, by: proof, headers: headers, unsigned: unsigned, at: time, sending: sent)
        let bytes = try await response.body.collect(upTo: 64 << 20) ?? []
        return Reply(status: response.status, headers: response.headers, body: bytes)
    }

    /// Sends a request and gives the answer as it arrives.
    func open(
        _ path: String, to url: String, body: String = Caller.question, by proof: Proof = .signature,
        headers: [HeaderField] = [], unsigned: [HeaderField] = [], at time: Timestamp = .now(),
        sending sent: String? = nil
    ) async throws -> TransportResponse {
        let host = url.drop { $0 != "/" }.drop { $0 == "/" }
        let fields = try fields(path, host: String(host), body: body, by: proof, headers: headers, at: time)
        return try await transport.send(
            TransportRequest(
                method: "POST", url: url + path, headers: fields + unsigned, body: Array((sent ?? body).utf8)))
    }

    /// The headers of a request, `Host` first, with those that say who sends it.
    func fields(
        _ path: String, host: String, body: String = Caller.question, by proof: Proof = .signature,
        headers: [HeaderField] = [], at time: Timestamp = .now()
    ) throws -> [HeaderField] {
        let fields = [HeaderField("Host", host), HeaderField("Content-Type", "application/json")] + headers
        switch proof {
        case .none: return fields
        case .token: return fields + [HeaderField("Authorization", "Bearer " + token)]
        case .signature:
            return try fields
                + RequestSigner(region: "us-east-1", service: "bedrock").sign(
                    SigningRequest(method: "POST", target: path, headers: fields), body: BodyHash(of: Array(body.utf8)),
                    credentials: credentials, at: UTCTime(clamping: time.milliseconds / 1000)
                ).headers
        }
    }
}
