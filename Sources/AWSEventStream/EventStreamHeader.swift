/// One header of a frame: a name and a typed value.
public struct EventStreamHeader: Sendable, Hashable {
    /// The name, 1 to 255 bytes of UTF-8. Names with a leading colon, as `:event-type`, belong to the protocol.
    public var name: String

    /// The value.
    public var value: EventStreamHeaderValue

    /// A header; the lengths of name and value are checked when the frame is encoded.
    public init(name: String, value: EventStreamHeaderValue) {
        self.name = name
        self.value = value
    }
}
