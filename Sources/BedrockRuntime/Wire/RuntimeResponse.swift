public import AWSSigning

/// A response of the runtime API whose status says that it succeeded, with its body still to be read.
public struct RuntimeResponse: Sendable {
    /// The HTTP status, 200 to 299.
    public var status: Int
    /// All headers, in the order of the wire.
    public var headers: [HeaderField]
    /// The body: JSON, or the frames of an event stream.
    public var body: ResponseBody

    /// A response of the runtime API.
    public init(status: Int = 200, headers: [HeaderField], body: ResponseBody) {
        self.status = status
        self.headers = headers
        self.body = body
    }

    /// The id that AWS gave the request; quote it to AWS support.
    public var requestID: String? { headers.value(of: "x-amzn-requestid") }
}
