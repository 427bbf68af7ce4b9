import AWSSigning
import Pricing

/// Decides whether a request comes from somebody who may call.
struct Authenticator: Sendable {
    private let credentials: [String: Credentials]
    private let tokens: [BearerToken]
    private let verifier: SignatureVerifier
    private let isOpen: Bool

    init(_ configuration: EmulatorConfiguration) {
        credentials = Dictionary(configuration.credentials.map { ($0.accessKeyID, $0) }) { first, _ in first }
        tokens = configuration.bearerTokens
        isOpen = !configuration.verifiesCallers
        var policy = VerificationPolicy(service: "bedrock")
        policy.limits.headerBytes = configuration.limits.headerBytes
        verifier = SignatureVerifier(policy: policy)
    }

    /// Throws the error that AWS gives to a caller that is not known or did not sign this.
    func authenticate(_ head: ReceivedHead, body: BodyHash, at now: Timestamp) throws(ServiceError) {
        guard !isOpen else { return }
        if let authorization = head["authorization"], let token = BearerToken(authorization: authorization) {
            // All of them are compared, so that the time tells nothing about which is near.
            guard tokens.filter({ $0 == token }).count > 0 else {
                throw ServiceError(
                    403, "AccessDeniedException", "Authentication failed: Please make sure your API Key is valid.")
            }
            return
        }
        let request = SigningRequest(method: head.method, target: head.target, headers: head.headers)
        let time = UTCTime(clamping: now.milliseconds / 1_000)
        do throws(VerificationError) {
            _ = try verifier.verify(request, body: body, at: time) { credentials[$0] }
        } catch {
            throw ServiceError(error.httpStatus, error.awsErrorType, error.description)
        }
    }
}
