/// How far an import has come.
public struct ImportProgress: Sendable, Hashable {
    /// The files that were read to their end, and all files.
    public var files = 0
    /// All files.
    public var totalFiles = 0
    /// The bytes read from the disk.
    public var bytes: Int64 = 0
    /// The size of all files on the disk.
    public var totalBytes: Int64 = 0
    /// The records found.
    public var records = 0
}
