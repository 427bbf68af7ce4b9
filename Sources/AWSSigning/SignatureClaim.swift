/// All that a request says about its signature, found to be complete and in order, but not yet to be true.
struct SignatureClaim {
    /// What the request says about its body.
    enum Body: Equatable {
        case implied
        case hash(String)
        case unsigned
    }

    let authorization: AuthorizationHeader
    let time: UTCTime
    let path: CanonicalPath
    let query: CanonicalQuery
    let headers: CanonicalHeaders
    let body: Body
    let sessionToken: String?

    init(_ request: SigningRequest, policy: VerificationPolicy, now: UTCTime) throws(VerificationError) {
        do throws(RequestFault) {
            try request.validate(limits: policy.limits)
            query = try CanonicalQuery(request.query)
            guard query.isPlainlySpelled else { throw RequestFault.query }
            guard !request.path.isEmpty else { throw RequestFault.path }
        } catch { throw .malformedRequest(error) }
        guard !query.carriesSignature else { throw .querySignature }
        path = CanonicalPath(request.path)
        for name in Self.singleHeaders where request.values(of: name).count > 1 { throw .duplicateHeader(name) }
        authorization = try Self.authorization(of: request)
        time = try Self.time(of: request)
        try Self.check(time, against: policy.tolerance, now: now)
        try Self.check(authorization.scope, day: time.day, policy: policy)
        headers = try Self.headers(of: request, signed: authorization.signedHeaders, policy: policy)
        body = try Self.body(of: request, policy: policy)
        sessionToken = request.values(of: HeaderName.securityToken).first.map(CanonicalHeaders.value)
    }

    /// The request as the sender has to have signed it.
    func canonicalRequest(of request: SigningRequest, body received: BodyHash) -> CanonicalRequest {
        let bodyHash =
            switch body {
            case .implied: received.hexadecimal
            case .hash(let text): text
            case .unsigned: RequestSigner.unsignedBody
            }
        return CanonicalRequest(method: request.method, path: path, query: query, headers: headers, bodyHash: bodyHash)
    }

    /// Headers of which a second one would leave open which of them counts.
    private static let singleHeaders = [
        HeaderName.authorization, HeaderName.host, HeaderName.date, HeaderName.contentHash, HeaderName.contentType,
        HeaderName.securityToken,
    ]

    private static func authorization(of request: SigningRequest) throws(VerificationError) -> AuthorizationHeader {
        guard let value = request.values(of: HeaderName.authorization).first else { throw .missingAuthorization }
        return try AuthorizationHeader(parsing: CanonicalHeaders.value(value))
    }

    private static func time(of request: SigningRequest) throws(VerificationError) -> UTCTime {
        guard let value = request.values(of: HeaderName.date).first else { throw .missingHeader(HeaderName.date) }
        guard let time = UTCTime(basic: CanonicalHeaders.value(value)) else { throw .malformedDate }
        return time
    }

    /// Both times are within the years 1970 to 9999, so their difference cannot overflow.
    private static func check(
        _ time: UTCTime, against tolerance: Int64, now: UTCTime
    ) throws(VerificationError) {
        let age = now.seconds - time.seconds
        guard age <= tolerance else { throw .expired(signed: time, now: now) }
        guard -age <= tolerance else { throw .notYetValid(signed: time, now: now) }
    }

    private static func check(
        _ scope: CredentialScope, day: String, policy: VerificationPolicy
    ) throws(VerificationError) {
        guard scope.day == day, scope.service == policy.service, policy.region.map({ $0 == scope.region }) ?? true
        else { throw .scopeMismatch }
    }

    private static func headers(
        of request: SigningRequest, signed names: [String], policy: VerificationPolicy
    ) throws(VerificationError) -> CanonicalHeaders {
        var signed = Set(names)
        // Both names stand for the same value.
        if signed.remove(HeaderName.authority) != nil { signed.insert(HeaderName.host) }
        let present = Set(request.headers.map(\.lowercasedName))
        guard present.contains(HeaderName.host) else { throw .missingHeader(HeaderName.host) }
        guard signed.contains(HeaderName.host) else { throw .unsignedHost }
        let unsigned = present.subtracting(signed).filter(policy.mustBeSigned)
        if let name = unsigned.min() { throw .unsignedHeader(name) }
        if let name = signed.subtracting(present).min() { throw .missingHeader(name) }
        return CanonicalHeaders(names, of: request.headers)
    }

    private static func body(of request: SigningRequest, policy: VerificationPolicy) throws(VerificationError) -> Body {
        guard let value = request.values(of: HeaderName.contentHash).first.map(CanonicalHeaders.value) else {
            return .implied
        }
        if value == RequestSigner.unsignedBody {
            guard policy.acceptsUnsignedBody else { throw .unsignedBody }
            return .unsigned
        }
        guard value.utf8.count == 64, Hexadecimal.bytes(value) != nil else { throw .unsupportedBodyHash }
        return .hash(value)
    }
}
