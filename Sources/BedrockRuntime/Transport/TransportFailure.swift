public import Retry

/// How a connection failed, and how far the request had come.
public struct TransportFailure: Error, Sendable, CustomStringConvertible {
    /// How far the request had come.
    public let phase: RequestPhase
    /// What happened, in words.
    public let reason: String

    /// How a connection failed.
    public init(phase: RequestPhase, reason: String) {
        self.phase = phase
        self.reason = reason
    }

    /// What happened.
    public var description: String { reason }
}
