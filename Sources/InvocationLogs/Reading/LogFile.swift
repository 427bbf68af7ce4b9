/// One file to import.
public struct LogFile: Sendable, Hashable {
    /// Where it is, as far as it was named: below a folder that was named, or itself.
    public let path: String
    /// Its size on disk in bytes; zero where it is no regular file.
    public let size: Int64
    /// Whether it was found in a folder under a name that does not say that it is a log, so that its content decides.
    let isDoubtful: Bool
}
