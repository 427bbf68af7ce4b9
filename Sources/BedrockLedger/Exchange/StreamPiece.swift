public import BedrockRuntime

/// A part of an answer as it arrived, with the events that it completed.
public struct StreamPiece: Sendable {
    /// The bytes, to be passed on unchanged.
    public var bytes: [UInt8]
    /// The events that end in them; none of an answer that is no stream.
    public var events: [RuntimeEvent]
}
