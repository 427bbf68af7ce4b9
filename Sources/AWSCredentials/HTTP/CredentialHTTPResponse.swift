public import AWSSigning

/// A response to a request for credentials. Its description and mirror show the status alone.
public struct CredentialHTTPResponse: Sendable {
    /// The status, as 200.
    public let status: Int

    /// The headers.
    public let headers: [HeaderField]

    /// The body.
    public let body: [UInt8]

    /// A response from its parts.
    public init(status: Int, headers: [HeaderField] = [], body: [UInt8] = []) {
        self.status = status
        self.headers = headers
        self.body = body
    }
}

extension CredentialHTTPResponse: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    /// The status.
    public var description: String { "status \(status)" }
    /// The same as ``description``.
    public var debugDescription: String { description }
    /// A mirror of the status.
    public var customMirror: Mirror { Mirror(self, children: ["status": status]) }
}
