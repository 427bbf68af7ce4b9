public import Ledger
internal import Pricing
internal import SQLite

extension SQLiteLedger {
    /// The newest link of the chain over everything that was recorded; `nil` where nothing was.
    ///
    /// Keep it elsewhere, and give it to ``verifyChain(against:)`` later.
    public func chainHead() async throws(LedgerError) -> ChainHead? {
        try await read { database in
            let link = try Chain(connection: database.connection).newest()
            return link.number == 0 ? nil : link.head
        }
    }

    /// Computes the chain again from the rows and compares it with the links, and with a head that was kept elsewhere.
    ///
    /// Any change, insertion, removal or reordering of rows is found. Where somebody with access to the file computed the
    /// links anew too, or cut off the newest ones, only a head that was kept elsewhere shows it.
    public func verifyChain(against kept: ChainHead? = nil) async throws(LedgerError) -> Verification {
        try await read { database in Verifier(database).verifyChain(against: kept) }
    }
}

extension WriteSession {
    /// Begins the chain in a ledger that was filled before there was one: the first link covers all that is there.
    func beginChain(at moment: Timestamp) throws {
        let chain = Chain(connection: connection)
        guard try connection.integer("SELECT max(number) FROM chain_link") == nil,
            try chain.newestRows() != ChainLink.none.newest
        else { return }
        try begin(at: moment)
        do {
            try chain.extend(at: moment)
            try commit()
        } catch {
            rollBack()
            throw error
        }
    }
}
