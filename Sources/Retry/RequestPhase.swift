/// How far a call had come when it failed, which decides whether it can have been billed.
public enum RequestPhase: String, Sendable, Hashable, CaseIterable {
    /// The service cannot have received the whole request: the connection was never made, or it broke while sending.
    case notSent

    /// The whole request was sent, and no response came back.
    case sent

    /// The service answered with an error, before any output.
    case responded

    /// Part of the output had arrived, in an event stream.
    case streaming
}
