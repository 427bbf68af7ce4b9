/// Says where a ledger is, and opens it when it is needed.
///
/// It lets a caller name a ledger in one expression without knowing how it is kept: `ledger: .sqlite("ledger.db")`.
public struct LedgerSource: Sendable {
    /// An opened ledger, and how it is closed.
    public struct Opened: Sendable {
        /// The ledger.
        public let store: any LedgerStore
        /// Closes it, once everything that waits is done.
        public let close: @Sendable () async -> Void

        /// An opened ledger.
        public init(store: any LedgerStore, close: @escaping @Sendable () async -> Void) {
            self.store = store
            self.close = close
        }
    }

    /// Opens the ledger.
    public let open: @Sendable () async throws(LedgerError) -> Opened

    /// A ledger that is opened by a closure.
    public init(open: @escaping @Sendable () async throws(LedgerError) -> Opened) {
        self.open = open
    }

    /// A ledger that is open already; whoever opened it closes it.
    public static func store(_ store: any LedgerStore) -> LedgerSource {
        LedgerSource { () async throws(LedgerError) -> Opened in Opened(store: store, close: {}) }
    }
}
