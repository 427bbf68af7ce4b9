public import AWSSigning

/// The proxy that the environment names, by the variables that most programs understand.
///
/// `HTTPS_PROXY` and `HTTP_PROXY` (in lower case too, which wins) hold the proxy's address, `NO_PROXY` the hosts that are
/// reached directly: names, which cover what lies below them, or `*`.
public struct ProxySettings: Sendable, Equatable {
    /// The proxy's host.
    public let host: String
    /// The proxy's port.
    public let port: Int
    let user: Secret?
    let password: Secret?

    /// A proxy, with the user and the password that it asks for.
    public init(host: String, port: Int, user: Secret? = nil, password: Secret? = nil) {
        self.host = host
        self.port = port
        self.user = user
        self.password = password
    }

    /// The proxy for a host.
    ///
    /// - Parameters:
    ///   - host: The host that is to be reached.
    ///   - isSecure: Whether it is reached by https.
    ///   - variables: The environment's variables.
    /// - Returns: `nil` where the host is reached directly.
    public static func proxy(
        for host: String, isSecure: Bool, variables: [String: String]
    ) -> ProxySettings? {
        func variable(_ name: String) -> String? {
            for name in [name.lowercased(), name] {
                if let value = variables[name], !value.isEmpty { return value }
            }
            return nil
        }
        // In a CGI program HTTP_PROXY is what a client's Proxy header says, so it is not to be trusted there.
        let isCGI = variables["REQUEST_METHOD"] != nil
        let plain = isCGI ? variables["http_proxy"] : variable("HTTP_PROXY")
        guard let address = isSecure ? variable("HTTPS_PROXY") : plain else { return nil }
        if isExcepted(host, by: variable("NO_PROXY") ?? "") { return nil }
        return ProxySettings(address: address)
    }

    /// Reads `http://user:password@host:port`, with scheme, user and a slash at the end left to the writer.
    ///
    /// A proxy that is itself spoken to over TLS is not supported, and so is no proxy.
    init?(address: String) {
        var rest = address[...]
        if let range = rest.firstRange(of: "://") {
            guard rest[..<range.lowerBound].lowercased() == "http" else { return nil }
            rest = rest[range.upperBound...]
        }
        if let slash = rest.firstIndex(of: "/") { rest = rest[..<slash] }
        var credentials: (user: Secret, password: Secret)?
        if let at = rest.lastIndex(of: "@") {
            let parts = rest[..<at].split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
            guard let user = PercentEncoding.decodedSegment(parts[0]),
                let password = PercentEncoding.decodedSegment(parts.count > 1 ? parts[1] : "")
            else { return nil }
            credentials = (Secret(user), Secret(password))
            rest = rest[rest.index(after: at)...]
        }
        var port = 80
        if let colon = rest.lastIndex(of: ":"), !rest.hasSuffix("]") {
            guard let number = Int(rest[rest.index(after: colon)...]), (1...65_535).contains(number) else { return nil }
            port = number
            rest = rest[..<colon]
        }
        if rest.hasPrefix("["), rest.hasSuffix("]") { rest = rest.dropFirst().dropLast() }
        guard !rest.isEmpty else { return nil }
        self.init(host: String(rest), port: port, user: credentials?.user, password: credentials?.password)
    }

    private static func isExcepted(_ host: String, by list: String) -> Bool {
        let host = host.lowercased()
        return list.split(separator: ",").contains { entry in
            var name = entry.trimmingPrefix { $0 == " " }.lowercased()
            while name.hasSuffix(" ") { name.removeLast() }
            if name == "*" { return true }
            if name.hasPrefix(".") { name.removeFirst() }
            if let colon = name.firstIndex(of: ":") { name = String(name[..<colon]) }
            guard !name.isEmpty else { return false }
            return host == name || host.hasSuffix("." + name)
        }
    }
}
