/// What a frame is, by its header `:message-type`.
public enum EventStreamFrameKind: Sendable, Hashable {
    /// An event; `type` is the header `:event-type`.
    case event(type: String)
    /// An exception that the service's model knows; `type` is the header `:exception-type`, the payload tells more.
    case exception(type: String)
    /// An error that the model does not know; `code` and `message` are `:error-code` and `:error-message`.
    case error(code: String, message: String)

    /// Nil where `:message-type` is absent or unknown, or where the header that has to go with it is absent.
    init?(_ frame: EventStreamFrame) {
        switch frame[":message-type"]?.string {
        case "event":
            guard let type = frame[":event-type"]?.string else { return nil }
            self = .event(type: type)
        case "exception":
            guard let type = frame[":exception-type"]?.string else { return nil }
            self = .exception(type: type)
        case "error":
            guard let code = frame[":error-code"]?.string else { return nil }
            self = .error(code: code, message: frame[":error-message"]?.string ?? "")
        default:
            return nil
        }
    }
}
