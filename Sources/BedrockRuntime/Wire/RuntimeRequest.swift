public import AWSSigning

/// A request of the runtime API as it goes over the wire, whatever its body holds.
///
/// The body is sent byte for byte, so anything that the API offers can be asked for.
public struct RuntimeRequest: Sendable {
    /// The largest body that is sent: InvokeModel's limit (API reference, 2026-11), which the other operations share.
    public static let maximumBodyBytes = 25_000_000

    /// What is asked for.
    public var operation: RuntimeOperation
    /// The model as the caller writes it: an id, an inference profile or an ARN.
    public var modelID: String
    /// Headers beside those of the connection and the signature, `X-Amzn-Bedrock-…` for instance.
    public var headers: [HeaderField]
    /// The body, most often JSON.
    public var body: [UInt8]

    /// A request of the runtime API.
    public init(operation: RuntimeOperation, modelID: String, headers: [HeaderField] = [], body: [UInt8]) {
        self.operation = operation
        self.modelID = modelID
        self.headers = headers
        self.body = body
    }

    /// The path as it stands on the request line. The model is one segment, encoded as AWS SDKs encode it: nothing but
    /// `A-Z a-z 0-9 - . _ ~` stays as it is.
    public var path: String { "/model/\(PercentEncoding.segment(modelID))/\(operation.pathSuffix)" }
}
