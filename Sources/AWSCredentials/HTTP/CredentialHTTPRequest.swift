public import AWSSigning

/// A request for credentials. Its description and mirror show method and address, but no query, header or body.
public struct CredentialHTTPRequest: Sendable {
    /// The method: `GET`, `PUT` or `POST`.
    public let method: String

    /// The address, with `http` or `https`; it is ASCII, without user and fragment.
    public let url: String

    /// The headers, without `Content-Length`.
    public let headers: [HeaderField]

    /// The body, empty for none.
    public let body: [UInt8]

    /// How long the whole exchange may take.
    public let timeout: Duration

    /// The most bytes that the body of the response may have.
    public let maximumResponseBytes: Int

    /// A request; the parts are sent as they are.
    public init(
        method: String, url: String, headers: [HeaderField] = [], body: [UInt8] = [], timeout: Duration,
        maximumResponseBytes: Int = 256 << 10
    ) {
        self.method = method
        self.url = url
        self.headers = headers
        self.body = body
        self.timeout = timeout
        self.maximumResponseBytes = maximumResponseBytes
    }
}

extension CredentialHTTPRequest: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    /// The method and the address without its query.
    public var description: String { "\(method) \(url.prefix { $0 != "?" })" }
    /// The same as ``description``.
    public var debugDescription: String { description }
    /// A mirror of the description.
    public var customMirror: Mirror { Mirror(self, children: ["description": description]) }
}
