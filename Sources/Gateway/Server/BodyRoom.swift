import Synchronization

/// The memory that bodies of requests may take up together, so that callers cannot fill the machine by many at once.
final class BodyRoom: Sendable {
    private let free: Mutex<Int>

    /// Room for so many bytes.
    init(bytes: Int) {
        free = Mutex(bytes)
    }

    /// Takes room for a body while something is done with it.
    ///
    /// - Throws: ``GatewayRefusal`` where there is not enough; what the work throws.
    func with<Result>(bytes: Int, _ work: () async throws -> Result) async throws -> Result {
        let isTaken = free.withLock { free -> Bool in
            guard bytes <= free else { return false }
            free -= bytes
            return true
        }
        guard isTaken else {
            throw GatewayRefusal.unavailable("The gateway holds as many requests as it can; try again.")
        }
        defer { free.withLock { $0 += bytes } }
        return try await work()
    }
}
