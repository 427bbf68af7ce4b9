/// The proxy that the environment names, by the variables that most programs understand.
///
/// `HTTPS_PROXY` and `HTTP_PROXY` (in lower case too, which wins) hold the proxy's address, `NO_PROXY` the hosts that are
/// reached directly: names, which cover what lies below them, or `*`.
public struct ProxySettings: Sendable, Hashable {
    /// The proxy's host.
    public let host: String
    /// The proxy's port.
    public let port: Int

    /// A proxy.
    public init(host: String, port: Int) {
        self.host = host
        self.port = port
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

    /// Reads `http://host:port`, with the scheme and a slash at the end left to the writer.
    init?(address: String) {
        var rest = address[...]
        if let range = rest.firstRange(of: "://") { rest = rest[range.upperBound...] }
        if let slash = rest.firstIndex(of: "/") { rest = rest[..<slash] }
        if let at = rest.lastIndex(of: "@") { rest = rest[rest.index(after: at)...] }
        guard let colon = rest.lastIndex(of: ":"), !rest.hasSuffix("]") else {
            guard !rest.isEmpty else { return nil }
            self.init(host: String(rest), port: 80)
            return
        }
        guard let port = Int(rest[rest.index(after: colon)...]), (1...65_535).contains(port),
            colon > rest.startIndex
        else { return nil }
        self.init(host: String(rest[..<colon]), port: port)
    }

    private static func isExcepted(_ host: String, by list: String) -> Bool {
        let host = host.lowercased()
        return list.split(separator: ",").contains { entry in
            var name = entry.trimmingPrefix { $0 == " " }.lowercased()
            while name.hasSuffix(" ") { name.removeLast() }
            if name == "*" { return true }
            if name.hasPrefix(".") { name.removeFirst() }
            guard !name.isEmpty else { return false }
            return host == name || host.hasSuffix("." + name)
        }
    }
}
