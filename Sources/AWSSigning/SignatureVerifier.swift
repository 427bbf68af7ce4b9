/// Verifies requests that were signed by Signature Version 4 with headers.
///
/// ```swift
/// let verifier = SignatureVerifier(policy: VerificationPolicy(service: "bedrock"))
/// let verified = try verifier.verify(request, body: hasher.finish(), at: now) { keys[$0] }
/// route(verified.path, as: verified.accessKeyID)
/// ```
///
/// A request can be sent again within the tolerance; refusing replays is the caller's matter.
public struct SignatureVerifier: Sendable {
    /// What is demanded of a request.
    public let policy: VerificationPolicy

    private let keys: SigningKeyCache

    /// A verifier with a policy.
    public init(policy: VerificationPolicy, keys: SigningKeyCache = SigningKeyCache()) {
        self.policy = policy
        self.keys = keys
    }

    /// The access key that a request says it was signed with, before anything of that is certain.
    ///
    /// Use it to look credentials up where that takes an `await`, and to refuse a hopeless request before its body is read.
    public func claimedAccessKeyID(
        of request: SigningRequest, at now: UTCTime
    ) throws(VerificationError) -> String {
        try SignatureClaim(request, policy: policy, now: now).authorization.accessKeyID
    }

    /// Verifies a request.
    ///
    /// - Parameters:
    ///   - request: The request as received: path and query undecoded, headers in their order.
    ///   - body: The hash of the body that was received.
    ///   - now: The time, by which the time of the request is judged.
    ///   - credentials: Gives the credentials of an access key id, nil if there are none.
    /// - Returns: What is certain about the request.
    /// - Throws: ``VerificationError`` for the first thing that is not as it has to be.
    public func verify(
        _ request: SigningRequest, body: BodyHash, at now: UTCTime, credentials: (String) -> Credentials?
    ) throws(VerificationError) -> VerifiedRequest {
        let claim = try SignatureClaim(request, policy: policy, now: now)
        guard let credentials = credentials(claim.authorization.accessKeyID), !credentials.secretAccessKey.isEmpty
        else { throw .unknownKey }
        guard !credentials.isExpired(at: now) else { throw .expiredCredentials }
        guard claim.sessionToken.map({ Secret($0) }) == credentials.sessionToken else { throw .sessionTokenMismatch }
        let canonicalRequest = claim.canonicalRequest(of: request, body: body)
        let stringToSign = canonicalRequest.stringToSign(at: claim.time, scope: claim.authorization.scope)
        let key = keys.key(for: credentials, scope: claim.authorization.scope)
        guard let signature = Hexadecimal.bytes(claim.authorization.signature),
            key.isSignature(signature, of: stringToSign)
        else { throw .signatureMismatch }
        // The hash in the header is signed, so only now is it known to be the sender's.
        if case .hash(let signed) = claim.body, signed != body.hexadecimal { throw .bodyHashMismatch }
        return VerifiedRequest(
            accessKeyID: claim.authorization.accessKeyID, scope: claim.authorization.scope, time: claim.time,
            signedHeaders: claim.authorization.signedHeaders, path: claim.path.normalized,
            signature: claim.authorization.signature)
    }
}
