#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Musl)
    internal import Musl
#else
    internal import Darwin
#endif

/// Questions about files that are answered by name, without opening them.
///
/// A descriptor on a database that is opened and closed beside SQLite would drop all of SQLite's locks on it.
public enum FileStatus {
    /// Whether there is a file at a path.
    public static func exists(_ path: String) -> Bool {
        var status = stat()
        return stat(path, &status) == 0
    }

    /// Makes a file readable and writable by its owner only.
    static func restrictToOwner(_ path: String) {
        chmod(path, 0o600)
    }

    /// Removes a file, if it is there.
    public static func remove(_ path: String) {
        unlink(path)
    }
}
