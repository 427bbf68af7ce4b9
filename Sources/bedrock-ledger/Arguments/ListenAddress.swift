import ArgumentParser

/// Where a server listens: `127.0.0.1:0`, `[::1]:8080`, `localhost:8080`.
struct ListenAddress: ExpressibleByArgument, Equatable {
    /// The host, without brackets.
    let host: String
    /// The port; 0 takes a free one.
    let port: Int

    /// An address out of its parts.
    init(host: String, port: Int) {
        self.host = host
        self.port = port
    }

    /// A host, a colon and a port; an address of IPv6 stands in brackets.
    init?(argument: String) {
        guard let colon = argument.lastIndex(of: ":"), let port = UInt16(argument[argument.index(after: colon)...])
        else { return nil }
        var host = argument[..<colon]
        if host.hasPrefix("["), host.hasSuffix("]") {
            host = host.dropFirst().dropLast()
        } else if host.contains(":") {
            return nil
        }
        guard !host.isEmpty else { return nil }
        self.init(host: String(host), port: Int(port))
    }

    var defaultValueDescription: String { host.contains(":") ? "[\(host)]:\(port)" : "\(host):\(port)" }

    /// Whether only this machine can connect.
    var isLoopback: Bool {
        let octets = host.split(separator: ".", omittingEmptySubsequences: false)
        let isIPv4 = octets.count == 4 && octets.allSatisfy { UInt8($0) != nil }
        return host == "localhost" || host == "::1" || (isIPv4 && octets[0] == "127")
    }
}
