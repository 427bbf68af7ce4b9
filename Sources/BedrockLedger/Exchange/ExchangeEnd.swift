import BedrockRuntime

/// How an exchange ended.
struct ExchangeEnd: Sendable {
    /// What became of the call; `nil` where it was refused before anything was held.
    var record: CallRecord?
    /// The answer that the events of a stream add up to, where they were put together.
    var response: ConverseResponse?
    /// Why there is no whole answer.
    var failure: (any Error)?

    /// What a reader gets who asks for a part after the last one.
    var lastPiece: Result<StreamPiece?, any Error> {
        failure.map { .failure($0) } ?? .success(nil)
    }
}
