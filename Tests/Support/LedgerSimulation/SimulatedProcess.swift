public import Ledger

/// A process with a ledger, which can die.
public protocol SimulatedProcess: Sendable {
    /// The ledger as the process has it open now.
    var store: any LedgerStore { get }

    /// Ends the process as `kill -9` does, between two operations, and starts another one on what it left.
    func die() async throws

    /// Ends the process in good order.
    func end() async
}

/// A process with the ledger in memory: the model.
public struct MemoryProcess: SimulatedProcess {
    private let ledger: MemoryLedger

    /// A process with a ledger.
    public init(_ ledger: MemoryLedger) {
        self.ledger = ledger
    }

    /// The ledger.
    public var store: any LedgerStore { ledger }

    /// Abandons what the process holds; what it knows is as good as on disk.
    public func die() async throws { ledger.abandonOwnReservations() }

    /// Nothing is to be done.
    public func end() async {}
}
