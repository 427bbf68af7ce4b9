/// Why a request cannot be signed; nothing of it repeats a secret.
public enum SigningError: Error, Sendable, Hashable, CustomStringConvertible {
    /// The request has no canonical form.
    case malformedRequest(RequestFault)
    /// The headers lack `Host`, or have two of them.
    case host
    /// The name of the access key is empty, too long or has characters that no name has.
    case accessKeyID
    /// The secret access key is empty.
    case emptySecret
    /// Region or service is empty, too long or has characters that no name has.
    case scope(region: String, service: String)

    /// What is wrong, and what to do.
    public var description: String {
        switch self {
        case .malformedRequest(let fault): "the request cannot be signed: \(fault)"
        case .host: "the request cannot be signed: give exactly one Host header, with the port if it is not the default"
        case .accessKeyID: "the access key id must have 1 to 128 letters, digits, '-', '_' and '.'"
        case .emptySecret: "the secret access key is empty"
        case .scope(let region, let service):
            "region '\(region)' and service '\(service)' must have 1 to 64 letters, digits, '-', '_' and '.'"
        }
    }
}
