public import Ledger
import LedgerSQLite

extension LedgerSource {
    /// A ledger in a SQLite file, which is made where it is missing. It may be shared with other processes of the machine.
    ///
    /// It is here, and not with the store, so that a program needs to import nothing but this module.
    public static func sqlite(_ path: String) -> LedgerSource {
        LedgerSource { () async throws(LedgerError) -> Opened in
            let ledger = try await SQLiteLedger.open(path: path)
            return Opened(store: ledger, close: { await ledger.close() })
        }
    }
}
