public import AWSSigning

/// Carries HTTP requests: the one place where a connection is made.
///
/// ``HTTPTransport`` is the one for production. Write one of your own for tests, or where requests have to take another
/// way. A failure is best thrown as ``TransportFailure``, which says how far the request had come; anything else counts
/// as a lost answer, because nothing says that the request was not carried out.
public protocol RuntimeTransport: Sendable {
    /// Sends a request and waits for the head of its response.
    ///
    /// When the task is cancelled the request is given up, and the failure says whether it had been sent.
    func send(_ request: TransportRequest) async throws -> TransportResponse
}

/// An HTTP request.
public struct TransportRequest: Sendable {
    /// The method, in upper case.
    public var method: String
    /// The address, with its path and query as they go on the request line.
    public var url: String
    /// All headers, `Host` among them.
    public var headers: [HeaderField]
    /// The body.
    public var body: [UInt8]
    /// How long to wait for the head of the response; the transport's own time unless given.
    public var timeout: Duration?

    /// An HTTP request.
    public init(
        method: String, url: String, headers: [HeaderField], body: [UInt8] = [], timeout: Duration? = nil
    ) {
        self.method = method
        self.url = url
        self.headers = headers
        self.body = body
        self.timeout = timeout
    }
}

/// An HTTP response, whatever its status, with its body still to be read.
public struct TransportResponse: Sendable {
    /// The HTTP status.
    public var status: Int
    /// All headers.
    public var headers: [HeaderField]
    /// The body.
    public var body: ResponseBody

    /// An HTTP response.
    public init(status: Int, headers: [HeaderField], body: ResponseBody) {
        self.status = status
        self.headers = headers
        self.body = body
    }
}
