import Synchronization

/// The memory that bodies of requests may take up together, so that callers cannot fill the machine by many at once.
///
/// Room is taken as bytes arrive, not as they are announced: an announcement costs its sender nothing. But who asks
/// whether to send a body is told so only once there is room for it.
final class BodyRoom: Sendable {
    /// The room of one body; it is free again when nobody holds the share any more.
    final class Share: Sendable {
        private struct State {
            var taken = 0
            var used = 0
        }

        private let room: BodyRoom
        private let state = Mutex(State())

        fileprivate init(of room: BodyRoom) {
            self.room = room
        }

        deinit { room.giveBack(state.withLock { $0.taken }) }

        /// Takes room for a body that is to come.
        ///
        /// - Throws: ``GatewayRefusal`` where there is not enough.
        func reserve(_ count: Int) throws(GatewayRefusal) {
            try state.withLock { state throws(GatewayRefusal) in
                try room.take(count)
                state.taken += count
            }
        }

        /// Puts bytes that have come into the room, and takes more of it where that is needed.
        ///
        /// - Throws: ``GatewayRefusal`` where there is not enough.
        func grow(by count: Int) throws(GatewayRefusal) {
            try state.withLock { state throws(GatewayRefusal) in
                let missing = max(state.used + count - state.taken, 0)
                try room.take(missing)
                state.taken += missing
                state.used += count
            }
        }
    }

    private let free: Mutex<Int>

    /// Room for so many bytes.
    init(bytes: Int) {
        free = Mutex(bytes)
    }

    /// A share that has nothing yet.
    func share() -> Share { Share(of: self) }

    private func take(_ bytes: Int) throws(GatewayRefusal) {
        let isTaken = free.withLock { free in
            guard bytes <= free else { return false }
            free -= bytes
            return true
        }
        guard isTaken else { throw .unavailable("The gateway holds as many requests as it can; try again.") }
    }

    private func giveBack(_ bytes: Int) { free.withLock { $0 += bytes } }
}
