/// How much an import takes on before it refuses.
public struct ImportLimits: Sendable, Hashable {
    /// The largest record, in bytes. AWS keeps bodies above 100 kB out of the record.
    public var maximumRecordBytes: Int
    /// The largest file, in bytes after inflation.
    public var maximumFileBytes: Int64
    /// How many files one import reads.
    public var maximumFiles: Int
    /// How many broken records and conflicts a summary lists one by one; all are counted.
    public var maximumListed: Int

    /// Limits; by default 32 MiB a record, 64 GiB and a million files, and a thousand faults listed.
    public init(
        maximumRecordBytes: Int = 32 << 20, maximumFileBytes: Int64 = 64 << 30, maximumFiles: Int = 1_000_000,
        maximumListed: Int = 1000
    ) {
        self.maximumRecordBytes = maximumRecordBytes
        self.maximumFileBytes = maximumFileBytes
        self.maximumFiles = maximumFiles
        self.maximumListed = maximumListed
    }

    /// 32 MiB a record, 64 GiB and a million files, a thousand faults listed.
    public static let standard = ImportLimits()

    /// How far a reader looks for the end of a record that is already too large before it gives the file up.
    var maximumBytesWithoutEnd: Int { maximumRecordBytes.multipliedReportingOverflow(by: 8).partialValue }
}
