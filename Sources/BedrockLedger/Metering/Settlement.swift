import Ledger

/// The end of a call as it goes into the ledger.
struct Settlement: Sendable {
    let ledger: any LedgerStore
    let call: Call
    let details: CallDetails
    /// Whether an amount was held for it; what is free is only recorded.
    let isReserved: Bool

    /// Writes it. Any number of times is once.
    ///
    /// - Returns: The call as it stands; `nil` where nothing was held for it.
    func write() async throws(LedgerError) -> RecordedCall? {
        try await LedgerReplay.perform { () async throws(LedgerError) in
            guard isReserved else {
                _ = try await ledger.record([call])
                return nil
            }
            return try await ledger.settle(reservation: call.id, with: call, details: details)
        }
    }
}
