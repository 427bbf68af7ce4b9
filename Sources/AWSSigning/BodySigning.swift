/// How a signature covers the body.
public enum BodySigning: Sendable, Hashable {
    /// By its hash, as all SDKs do for Bedrock.
    case hash
    /// By its hash, which is sent along as `X-Amz-Content-SHA256`.
    case hashWithHeader
    /// Not at all: `X-Amz-Content-SHA256: UNSIGNED-PAYLOAD`. Only for services that allow it, and only over TLS.
    case unsigned
}
