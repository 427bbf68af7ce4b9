import AWSSigning

/// The headers of the service's answer that go on to the client: all but those of the connection itself.
enum PassedHeaders {
    /// What belongs to one connection (RFC 9110, 7.6.1), and the length, which the server states anew.
    private static let ofConnection: Set = [
        "connection", "content-length", "keep-alive", "proxy-authenticate", "proxy-connection", "te", "trailer",
        "transfer-encoding", "upgrade",
    ]

    /// Those of the headers that go on. What the service says of ledgers is left out, so that nobody takes it for ours.
    static func of(_ headers: [HeaderField]) -> [HeaderField] {
        let named = headers.filter { $0.name.lowercased() == "connection" }
            .flatMap { $0.value.lowercased().split(separator: ",").map { $0.filter { $0 != " " } } }
        return headers.filter { header in
            let name = header.name.lowercased()
            return !ofConnection.contains(name) && !named.contains(name) && !name.hasPrefix("x-ledger-")
        }
    }
}
