import AWSSigning

extension ReceivedHead {
    /// Whether the request is addressed to this machine by a name that no other machine can have.
    var hasLoopbackHost: Bool {
        guard headers.filter({ $0.name.lowercased() == "host" }).count == 1 else { return false }
        let host = (self["host"] ?? "").lowercased()
        let name = host.hasPrefix("[") ? host.prefix { $0 != "]" }.dropFirst() : host.prefix { $0 != ":" }
        let isLoopback = name.hasPrefix("127.") && name.utf8.allSatisfy { $0 < 0x3A }
        return name == "localhost" || name == "::1" || isLoopback
    }

    /// Whether a program or a browser of this machine sends the request by itself: a proxy shows, and so does a page that
    /// leads here by a name of its own.
    var isFromThisMachine: Bool {
        hasLoopbackHost
            && !headers.contains { header in
                let name = header.name.lowercased()
                return ["forwarded", "x-real-ip", "via"].contains(name) || name.hasPrefix("x-forwarded-")
            }
    }

    /// Whether a form comes from a page of this very host. Browsers say where it comes from; what says nothing is
    /// refused.
    var isSameOrigin: Bool {
        guard let origin = self["origin"], let host = self["host"], !host.isEmpty else { return false }
        return origin.lowercased() == "https://\(host.lowercased())"
            || origin.lowercased() == "http://\(host.lowercased())"
    }

    /// The value of a cookie; the first where there are several of the name.
    func cookie(_ name: String) -> String? {
        for header in headers where header.name.lowercased() == "cookie" {
            for pair in header.value.split(separator: ";") {
                let parts = pair.drop { $0 == " " }.split(
                    separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
                if parts.count == 2, parts[0] == name { return String(parts[1]) }
            }
        }
        return nil
    }
}
