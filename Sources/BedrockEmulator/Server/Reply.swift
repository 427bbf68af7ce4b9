/// What is sent back for a request.
struct Reply: Sendable {
    /// The body of a response.
    enum Content: Sendable {
        case bytes([UInt8])
        /// Pieces in their order; where it is cut, the connection is closed behind the last.
        case stream(pieces: [[UInt8]], pause: Duration, isCut: Bool)
        /// Nothing at all: the connection is closed.
        case none
    }

    var status = 200
    var headers: [(name: String, value: String)] = []
    var content: Content
    /// How long it takes until the first byte.
    var latency = Duration.zero
    /// The call in the account, for one that is billed.
    var sequence: Int64?
    /// What the account says when everything was sent.
    var delivery = DeliveryState.complete

    static func error(_ error: ServiceError) -> Reply {
        Reply(status: error.status, headers: error.headers, content: .bytes(error.body))
    }

    static func json(_ bytes: [UInt8]) -> Reply {
        Reply(headers: [("Content-Type", "application/json")], content: .bytes(bytes))
    }
}
