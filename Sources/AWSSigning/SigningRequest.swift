/// The parts of a request that a signature covers, as they are on the wire.
///
/// Nothing here is parsed as a URL and encoded again: the path and the query are those of the request line, byte for byte.
public struct SigningRequest: Sendable, Hashable {
    /// The method, as `POST`.
    public let method: String

    /// The path of the request line with its escapes, as `/model/m-v1%3A0/converse`.
    public let path: String

    /// What follows the first question mark of the request line, without it; empty without one.
    public let query: String

    /// The headers in the order of the wire, `Host` among them. With HTTP/2, put `:authority` in as `Host`; a sender that
    /// signed it under its own name is believed all the same.
    public let headers: [HeaderField]

    /// A request from its parts.
    public init(method: String, path: String, query: String = "", headers: [HeaderField]) {
        self.method = method
        self.path = path
        self.query = query
        self.headers = headers
    }

    /// A request from the target of its request line, as `/inference-profiles?maxResults=10`.
    public init(method: String, target: String, headers: [HeaderField]) {
        let parts = target.utf8.split(separator: UInt8(ascii: "?"), maxSplits: 1, omittingEmptySubsequences: false)
        self.init(
            method: method, path: String(Substring(parts[0])),
            query: parts.count > 1 ? String(Substring(parts[1])) : "", headers: headers)
    }

    /// The values of all headers of a name in lower case, in their order.
    func values(of name: String) -> [String] {
        headers.filter { $0.lowercasedName == name }.map(\.value)
    }
}
