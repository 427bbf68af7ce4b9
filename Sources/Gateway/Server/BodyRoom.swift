import Synchronization

/// The memory that bodies of requests may take up together, so that callers cannot fill the machine by many at once.
///
/// Room is taken as bytes arrive, not as they are announced: an announcement costs its sender nothing.
final class BodyRoom: Sendable {
    /// The room of one body; it is free again when nobody holds the share any more.
    final class Share: Sendable {
        private let room: BodyRoom
        private let bytes = Mutex(0)

        fileprivate init(of room: BodyRoom) {
            self.room = room
        }

        deinit { room.giveBack(bytes.withLock { $0 }) }

        /// Takes room for more bytes.
        ///
        /// - Throws: ``GatewayRefusal`` where there is not enough.
        func grow(by count: Int) throws(GatewayRefusal) {
            guard room.take(count) else {
                throw .unavailable("The gateway holds as many requests as it can; try again.")
            }
            bytes.withLock { $0 += count }
        }
    }

    private let free: Mutex<Int>

    /// Room for so many bytes.
    init(bytes: Int) {
        free = Mutex(bytes)
    }

    /// A share that has nothing yet.
    func share() -> Share { Share(of: self) }

    private func take(_ bytes: Int) -> Bool {
        free.withLock { free in
            guard bytes <= free else { return false }
            free -= bytes
            return true
        }
    }

    private func giveBack(_ bytes: Int) { free.withLock { $0 += bytes } }
}
