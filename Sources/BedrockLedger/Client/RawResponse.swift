public import AWSSigning
import BedrockRuntime
public import LosslessJSON

/// What the service answered, as it came.
public struct RawResponse: Sendable {
    /// The HTTP status.
    public let status: Int
    /// All headers.
    public let headers: [HeaderField]
    /// The body.
    public let body: [UInt8]

    /// The body as JSON; nil where it is none.
    public var json: JSONValue? { try? JSONValue.parse(body) }

    /// The id that AWS gave the request.
    public var requestID: String? { headers.value(of: "x-amzn-requestid") }
}
