public import Retry

/// Sends one attempt of a call: the part of a client below retries and metering.
///
/// ``RuntimeSender`` is the one for Bedrock. Give metering one of your own to meter a transport that is not HTTP, or a
/// client that you already have.
public protocol RuntimeSending: Sendable {
    /// Sends a request once and waits for the head of its response.
    ///
    /// - Throws: ``BedrockError`` where the service refuses or the connection breaks, ``TransportFailure`` with its phase,
    ///   ``RequestNotSent`` where nothing left. Any other error counts as an answer that was lost, and its call as billed.
    func send(_ request: RuntimeRequest, attempt: RuntimeAttempt) async throws -> RuntimeResponse

    /// Puts right what a failed attempt complained about, before the next one.
    func remedy(_ remedy: RetryRemedy, after failure: BedrockError) async throws
}

extension RuntimeSending {
    /// Does nothing: the complaint will come back, and is then final.
    public func remedy(_ remedy: RetryRemedy, after failure: BedrockError) async throws {}
}

/// Which attempt of which call a request is.
public struct RuntimeAttempt: Sendable, Hashable {
    /// The id that all attempts of a call share, sent as `amz-sdk-invocation-id`.
    public var invocationID: String
    /// The number of the attempt, from 1.
    public var number: Int
    /// The most attempts that will be made.
    public var maximum: Int

    /// Which attempt of which call a request is.
    public init(invocationID: String, number: Int = 1, maximum: Int = 1) {
        self.invocationID = invocationID
        self.number = number
        self.maximum = maximum
    }
}
