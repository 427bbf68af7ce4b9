/// How much of a bill is taken on before it is refused.
public struct BillLimits: Sendable, Hashable {
    /// The largest file, in bytes after inflation.
    public var maximumFileBytes: Int64
    /// The largest record, in bytes.
    public var maximumRecordBytes: Int
    /// The most columns.
    public var maximumColumns: Int
    /// The most Bedrock lines, of which each is remembered so that none counts twice.
    public var maximumLines: Int
    /// The most names of one kind (models, callers, teams) that are told apart.
    public var maximumNames: Int

    /// Limits; by default 64 GiB a file, 1 MiB a record, 2,000 columns, five million Bedrock lines, 10,000 names.
    public init(
        maximumFileBytes: Int64 = 64 << 30, maximumRecordBytes: Int = 1 << 20, maximumColumns: Int = 2000,
        maximumLines: Int = 5_000_000, maximumNames: Int = 10_000
    ) {
        self.maximumFileBytes = maximumFileBytes
        self.maximumRecordBytes = maximumRecordBytes
        self.maximumColumns = maximumColumns
        self.maximumLines = maximumLines
        self.maximumNames = maximumNames
    }
}
