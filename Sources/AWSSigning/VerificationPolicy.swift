/// What a verifier demands of a request beyond a right signature.
public struct VerificationPolicy: Sendable, Hashable {
    /// The name that requests have to be signed under, as `bedrock`.
    public var service: String

    /// The region that requests have to be signed for, nil for any.
    public var region: String?

    /// How far the time of a request may be from now, in seconds and either way; 300 unless told, as AWS allows.
    public var tolerance: Int64

    /// Whether a body may be left out of the signature; no unless told.
    public var acceptsUnsignedBody: Bool

    /// Headers in lower case that have to be signed where they are present; `host` has to be in any case.
    public var signedHeaders: Set<String>

    /// Beginnings of names in lower case: headers that begin so have to be signed where they are present.
    ///
    /// Unless told, those of AWS and those of Bedrock, which choose prices: a service tier must not change on the way.
    public var signedHeaderPrefixes: [String]

    /// The largest request that is verified.
    public var limits: RequestLimits

    /// A policy for one service.
    public init(
        service: String, region: String? = nil, tolerance: Int64 = 300, acceptsUnsignedBody: Bool = false,
        signedHeaders: Set<String> = ["content-type"],
        signedHeaderPrefixes: [String] = ["x-amz-", "x-amzn-bedrock-"], limits: RequestLimits = RequestLimits()
    ) {
        self.service = service
        self.region = region
        self.tolerance = tolerance
        self.acceptsUnsignedBody = acceptsUnsignedBody
        self.signedHeaders = signedHeaders
        self.signedHeaderPrefixes = signedHeaderPrefixes
        self.limits = limits
    }

    /// Whether a header of this name, in lower case, must not be present unsigned.
    func mustBeSigned(_ name: String) -> Bool {
        name == HeaderName.host || signedHeaders.contains(name)
            || signedHeaderPrefixes.contains { name.hasPrefix($0) }
    }
}
