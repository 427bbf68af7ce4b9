/// Signs requests by Signature Version 4.
///
/// ```swift
/// let signer = RequestSigner(region: "us-east-1", service: "bedrock")
/// let path = "/model/\(PercentEncoding.segment(modelID))/converse"
/// let request = SigningRequest(
///     method: "POST", path: path,
///     headers: [HeaderField("Host", host), HeaderField("Content-Type", "application/json")])
/// let signature = try signer.sign(request, body: BodyHash(of: body), credentials: credentials, at: now)
/// // send the request with signature.headers set
/// ```
///
/// Sign every attempt anew: a signature is good for some minutes, and a signature with an old time fails like a wrong one.
public struct RequestSigner: Sendable {
    /// The region that the requests go to, as `us-east-1`.
    public let region: String

    /// The name that the service signs under; `bedrock` for all of Bedrock's hosts.
    public let service: String

    /// How the signature covers the body.
    public let bodySigning: BodySigning

    /// The largest request that is signed.
    public let limits: RequestLimits

    private let keys: SigningKeyCache

    /// A signer for one region and service.
    public init(
        region: String, service: String, bodySigning: BodySigning = .hash, limits: RequestLimits = RequestLimits(),
        keys: SigningKeyCache = SigningKeyCache()
    ) {
        self.region = region
        self.service = service
        self.bodySigning = bodySigning
        self.limits = limits
        self.keys = keys
    }

    /// Headers that something between sender and receiver may add, change or drop, so that they are never signed.
    public static let unsignedHeaders: Set<String> = [
        "authorization", "connection", "expect", "keep-alive", "proxy-authenticate", "proxy-authorization",
        "proxy-connection", "te", "trailer", "transfer-encoding", "upgrade", "user-agent", "x-amzn-trace-id",
    ]

    /// Signs a request with all its headers but ``unsignedHeaders``.
    ///
    /// Headers that are to stay unsigned, such as `amz-sdk-request`, are left out here and added when the request is sent.
    /// - Parameters:
    ///   - request: The request as it will be sent, with `Host`. Headers that the signature sets are replaced.
    ///   - body: The hash of the body; it has no effect where the body is not signed.
    ///   - credentials: Who signs.
    ///   - time: The time of sending.
    /// - Returns: The headers to send, and what they were computed from.
    /// - Throws: ``SigningError`` where the request or the credentials cannot be put into canonical form.
    public func sign(
        _ request: SigningRequest, body: BodyHash, credentials: Credentials, at time: UTCTime
    ) throws(SigningError) -> RequestSignature {
        guard let scope = CredentialScope(day: time.day, region: region, service: service) else {
            throw .scope(region: region, service: service)
        }
        guard AuthorizationHeader.isAccessKeyID(credentials.accessKeyID) else { throw .accessKeyID }
        guard !credentials.secretAccessKey.isEmpty else { throw .emptySecret }
        guard request.values(of: HeaderName.host).count == 1 else { throw .host }
        let added = addedHeaders(request, body: body, credentials: credentials, at: time)
        let canonicalRequest = try canonicalRequest(of: request, adding: added, body: body)
        let stringToSign = canonicalRequest.stringToSign(at: time, scope: scope)
        let signature = keys.key(for: credentials, scope: scope).signature(of: stringToSign)
        let authorization = AuthorizationHeader(
            accessKeyID: credentials.accessKeyID, scope: scope, signedHeaders: canonicalRequest.signedHeaders,
            signature: signature)
        return RequestSignature(
            headers: added + [HeaderField("Authorization", authorization.text)], authorization: authorization.text,
            signature: signature, stringToSign: stringToSign, canonicalRequest: canonicalRequest)
    }

    private func addedHeaders(
        _ request: SigningRequest, body: BodyHash, credentials: Credentials, at time: UTCTime
    ) -> [HeaderField] {
        var added = [HeaderField("X-Amz-Date", time.basic)]
        if let token = credentials.sessionToken {
            added.append(HeaderField("X-Amz-Security-Token", token.revealed()))
        }
        switch bodySigning {
        case .hash: break
        case .hashWithHeader: added.append(HeaderField("X-Amz-Content-SHA256", body.hexadecimal))
        case .unsigned: added.append(HeaderField("X-Amz-Content-SHA256", Self.unsignedBody))
        }
        return added
    }

    private func canonicalRequest(
        of request: SigningRequest, adding added: [HeaderField], body: BodyHash
    ) throws(SigningError) -> CanonicalRequest {
        let replaced: Set = [HeaderName.date, HeaderName.securityToken, HeaderName.contentHash]
        do throws(RequestFault) {
            try request.validate(limits: limits)
            let kept = request.headers.filter {
                !replaced.contains($0.lowercasedName) && !Self.unsignedHeaders.contains($0.lowercasedName)
            }
            // The session token is among what is added, and it comes from outside too.
            let complete = SigningRequest(
                method: request.method, path: request.path, query: request.query, headers: kept + added)
            try complete.validate(limits: limits)
            return CanonicalRequest(
                method: complete.method, path: CanonicalPath(complete.path),
                query: try CanonicalQuery(complete.query), headers: CanonicalHeaders(complete.headers),
                bodyHash: bodySigning == .unsigned ? Self.unsignedBody : body.hexadecimal)
        } catch {
            throw .malformedRequest(error)
        }
    }

    /// What stands for the hash of a body that is not signed.
    static let unsignedBody = "UNSIGNED-PAYLOAD"
}
