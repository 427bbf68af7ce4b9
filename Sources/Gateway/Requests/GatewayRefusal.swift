import AWSSigning
import BedrockLedger

/// An answer that the gateway gives in the service's place, in the form of the service's errors.
struct GatewayRefusal: Error, Sendable, Hashable {
    /// The HTTP status.
    let status: Int
    /// The exception's name, by which SDKs choose the type that they throw.
    let type: String
    /// What happened and what to do.
    let message: String
    /// Further headers.
    var headers: [HeaderField] = []

    init(_ status: Int, _ type: String, _ message: String, headers: [HeaderField] = []) {
        self.status = status
        self.type = type
        self.message = message
        self.headers = headers
    }

    static func validation(_ message: String) -> GatewayRefusal {
        GatewayRefusal(400, "ValidationException", message)
    }

    static func accessDenied(_ message: String) -> GatewayRefusal {
        GatewayRefusal(403, "AccessDeniedException", message)
    }

    /// A key that is not, or no longer, one.
    static func unrecognized(_ message: String) -> GatewayRefusal {
        GatewayRefusal(403, "UnrecognizedClientException", message)
    }

    /// SDKs take it for a passing trouble and try again, which is right: nothing was sent.
    static func unavailable(_ message: String) -> GatewayRefusal {
        GatewayRefusal(503, "ServiceUnavailableException", message)
    }

    /// What trying again cures, once a while has passed; SDKs of AWS heed the time in milliseconds.
    static func throttled(_ message: String, after wait: Duration) -> GatewayRefusal {
        let milliseconds = max(wait.milliseconds, 1)
        return GatewayRefusal(
            429, "ThrottlingException", message,
            headers: [
                HeaderField("Retry-After", "\((milliseconds + 999) / 1000)"),
                HeaderField("x-amz-retry-after", "\(milliseconds)"),
            ])
    }

    static let unknownOperation = accessDenied(
        "The gateway passes on Converse, ConverseStream, InvokeModel, InvokeModelWithResponseStream and CountTokens. "
            + "Everything else would cost money that is not metered.")
}
