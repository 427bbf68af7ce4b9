import BedrockRuntime
import Pricing

extension RuntimeOperation {
    /// The operation as the ledger names it.
    var callOperation: CallOperation {
        switch self {
        case .converse: .converse
        case .converseStream: .converseStream
        case .invokeModel: .invokeModel
        case .invokeModelWithResponseStream: .invokeModelStream
        case .countTokens: .countTokens
        }
    }

    /// Whether the body is in the model's own format.
    var isInvocation: Bool { self == .invokeModel || self == .invokeModelWithResponseStream }
}
