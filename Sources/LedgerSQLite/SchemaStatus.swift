/// Which version of the schema a ledger's file has, and what is missing to the newest.
public struct SchemaStatus: Sendable, Hashable {
    /// The version of the file; zero for a file that is missing or empty.
    public var version: Int64
    /// The version that this program writes.
    public var latest: Int64
    /// The names of the migrations that were not yet applied, in order.
    public var pending: [String]

    /// Which version a file has.
    public init(version: Int64, latest: Int64, pending: [String]) {
        self.version = version
        self.latest = latest
        self.pending = pending
    }
}
