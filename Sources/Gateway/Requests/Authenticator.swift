import AWSSigning
import Ledger
import Logging
import Pricing

/// Finds out with which key a request comes, and that it may.
struct Authenticator: Sendable {
    /// Who a request says it comes from.
    enum Claim: Sendable {
        /// From nobody: no key was issued yet, and only this machine can connect.
        case nobody
        /// From the holder of a key, whose signature is still to be verified.
        case signature(GatewayKey, Credentials)
        /// From the holder of a key, whose token is right.
        case token(GatewayKey)
    }

    let keys: KeyRing
    /// Whether calls are served without a key until the first one is issued.
    let servesWithoutKeys: Bool
    private let lockout: Lockout
    private let signatures: SeenSignatures
    private let verifier: SignatureVerifier

    init(keys: KeyRing, servesWithoutKeys: Bool, limits: GatewayLimits, logger: Logger) {
        self.keys = keys
        self.servesWithoutKeys = servesWithoutKeys
        lockout = Lockout(limits: limits, logger: logger)
        var policy = VerificationPolicy(service: "bedrock")
        policy.limits = RequestLimits(
            targetBytes: GatewayRoute.maximumTargetBytes, headerCount: limits.headerCount + 1,
            headerBytes: limits.headerBytes)
        signatures = SeenSignatures(limits: limits, toleranceSeconds: policy.tolerance)
        verifier = SignatureVerifier(policy: policy)
    }

    /// Who a request from an address says it comes from, by its head: what is hopeless is refused before a body is kept.
    ///
    /// - Throws: ``GatewayRefusal``, `VerificationError`, `LedgerError`, ``KeyFileError``.
    func claim(of head: ReceivedHead, from peer: PeerAddress?, at now: Timestamp) async throws -> Claim {
        if servesWithoutKeys, try await !keys.hasKeys() {
            try Self.requireLocalProgram(head)
            return .nobody
        }
        let authorizations = head.headers.filter { $0.name.lowercased() == "authorization" }
        guard let authorization = authorizations.first else { throw VerificationError.missingAuthorization }
        guard authorizations.count == 1 else { throw VerificationError.duplicateHeader("authorization") }
        if let token = BearerToken(authorization: authorization.value) {
            let key = try await holder(of: token, in: authorization.value, from: peer, at: now)
            try Self.requireActive(key, at: now)
            try Self.requireCaller(key)
            return .token(key)
        }
        let accessKeyID = try verifier.claimedAccessKeyID(of: head.signingRequest, at: Self.time(now))
        let key = try await key(KeyName.id(ofAccessKey: accessKeyID), from: peer, at: now)
        return .signature(key, try keys.master().credentials(of: key.id))
    }

    /// The key whose token it is, in whatever state it is.
    ///
    /// - Throws: ``GatewayRefusal`` where there is none, or the address failed too often; `LedgerError`, ``KeyFileError``.
    func holder(
        of token: BearerToken, in authorization: String, from peer: PeerAddress?, at now: Timestamp
    ) async throws -> GatewayKey {
        let key = try await key(KeyName.id(ofAuthorization: authorization), from: peer, at: now)
        guard BearerToken(try keys.master().token(of: key.id)) == token else {
            try lockout.fail(peer, key: key.id, at: now)
            throw Self.unknownKey
        }
        return key
    }

    /// The key of an id.
    private func key(_ id: String?, from peer: PeerAddress?, at now: Timestamp) async throws -> GatewayKey {
        if let id, let key = try await keys.key(id) { return key }
        try lockout.fail(peer, key: id ?? "none", at: now)
        throw Self.unknownKey
    }

    /// The key that a request is charged to; nil where it needs none.
    ///
    /// The signature has to be of `now`, when the request came; the key has to be valid at `moment`.
    /// - Throws: ``GatewayRefusal``, `VerificationError`.
    func verify(
        _ claim: Claim, _ head: ReceivedHead, from peer: PeerAddress?, body: BodyHash, at now: Timestamp,
        active moment: Timestamp
    ) throws -> GatewayKey? {
        switch claim {
        case .nobody: return nil
        case .token(let key):
            try Self.requireActive(key, at: moment)
            return key
        case .signature(let key, let credentials):
            let verified = try proved(key, credentials, head, from: peer, body: body, at: now)
            // Paths that differ in empty and dotted segments have the same signature; none of them is an operation's.
            guard verified.path == head.path else { throw GatewayRefusal.unknownOperation }
            // Only the holder learns what became of a key, and what it is for.
            try Self.requireActive(key, at: moment)
            try signatures.check(verified.signature, at: moment)
            try Self.requireCaller(key)
            return key
        }
    }

    private func proved(
        _ key: GatewayKey, _ credentials: Credentials, _ head: ReceivedHead, from peer: PeerAddress?, body: BodyHash,
        at now: Timestamp
    ) throws -> VerifiedRequest {
        do {
            return try verifier.verify(head.signingRequest, body: body, at: Self.time(now)) {
                $0 == credentials.accessKeyID ? credentials : nil
            }
        } catch {
            if error == .signatureMismatch { try lockout.fail(peer, key: key.id, at: now) }
            throw error
        }
    }

    static let unknownKey = GatewayRefusal.unrecognized(
        "The key is not known to this gateway. Use one that bedrock-ledger key create printed.")

    /// A key that shows or changes the ledger makes no calls, because nobody would pay for them.
    private static func requireCaller(_ key: GatewayKey) throws(GatewayRefusal) {
        guard key.role == .caller else {
            throw .accessDenied("The key \(key.id) is one of the API, which makes no calls; use the key of a team.")
        }
    }

    private static func requireActive(_ key: GatewayKey, at now: Timestamp) throws(GatewayRefusal) {
        switch key.state(at: now) {
        case .active: return
        case .expired: throw .unrecognized("The key \(key.id) has expired. Ask for a new one.")
        case .revoked: throw .unrecognized("The key \(key.id) was revoked. Ask for a new one.")
        }
    }

    /// A page in a browser can send requests to this machine too, by a name of its own that leads here as well, and so
    /// can a proxy for machines elsewhere; all of them show.
    static func requireLocalProgram(_ head: ReceivedHead) throws(GatewayRefusal) {
        let isOfPage = head["origin"] != nil || head["sec-fetch-site"] != nil
        guard head.isFromThisMachine, !isOfPage else {
            throw .accessDenied("Without keys the gateway serves programs of its own machine only; create a key.")
        }
    }

    private static func time(_ now: Timestamp) -> UTCTime { UTCTime(clamping: now.milliseconds / 1000) }
}
