/// Where a service is reached: the parts of an address that requests are put together from.
public struct ServiceEndpoint: Sendable, Hashable, CustomStringConvertible {
    /// How requests travel.
    public enum Scheme: String, Sendable, Hashable {
        /// Without encryption, for emulators and gateways near by.
        case http
        /// Over TLS.
        case https

        /// The port where none is given.
        public var defaultPort: Int { self == .http ? 80 : 443 }
    }

    /// How requests travel.
    public let scheme: Scheme

    /// A name, an IPv4 address, or an IPv6 address without its brackets; in lower case.
    public let host: String

    /// The port where one is given that is not the scheme's own.
    public let port: Int?

    /// What comes before the path of every request, as `/gateway`; without a slash at its end, so empty for none.
    public let basePath: String

    /// An endpoint at a host of AWS.
    init(httpsHost host: String) {
        scheme = .https
        self.host = host
        port = nil
        basePath = ""
    }

    /// The endpoint that an address names, as `https://bedrock-runtime.us-east-1.amazonaws.com`.
    ///
    /// - Parameter url: An address with `http` or `https`, without user, query and fragment.
    /// - Throws: ``EndpointFault`` that says what is wrong with it.
    public init(url: String) throws(EndpointFault) {
        let address = try Address(url)
        guard address.query.isEmpty, !url.contains("?") else { throw .query }
        scheme = address.scheme
        host = address.host
        port = address.port == address.scheme.defaultPort ? nil : address.port
        var path = address.path[...]
        while path.last == "/" { path.removeLast() }
        basePath = String(path)
    }

    /// The value of the `Host` header, with the port where it is not the scheme's own; this is what is signed.
    public var hostHeader: String {
        let name = host.contains(":") ? "[\(host)]" : host
        return port.map { "\(name):\($0)" } ?? name
    }

    /// The port to connect to.
    public var effectivePort: Int { port ?? scheme.defaultPort }

    /// The address, without a slash at its end.
    public var description: String { "\(scheme.rawValue)://\(hostHeader)\(basePath)" }
}

/// What is wrong with an address; nothing of it is repeated, since it may hold a password.
public enum EndpointFault: Error, Sendable, Hashable, CustomStringConvertible {
    /// It begins with neither `http://` nor `https://`.
    case scheme
    /// It names a user or a password.
    case userInformation
    /// The host is missing or has characters that no host has.
    case host
    /// The port is no number from 1 to 65535.
    case port
    /// The path has characters that have to be percent-encoded.
    case path
    /// It has a query where none is allowed.
    case query
    /// It has a fragment.
    case fragment
    /// It has more than 2,048 bytes.
    case length

    /// What is wrong, and what is right.
    public var description: String {
        switch self {
        case .scheme: "must begin with http:// or https://"
        case .userInformation: "must not name a user or a password"
        case .host: "has no host or a malformed one"
        case .port: "has a port that is no number from 1 to 65535"
        case .path: "has characters in its path that must be percent-encoded"
        case .query: "must not have a query"
        case .fragment: "must not have a fragment"
        case .length: "has more than 2048 bytes"
        }
    }
}
