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

    /// What tells a file from every other one, whatever its name.
    public struct Identity: Sendable, Hashable {
        private let device: UInt64
        private let number: UInt64

        fileprivate init(_ status: stat) {
            device = UInt64(truncatingIfNeeded: status.st_dev)
            number = UInt64(truncatingIfNeeded: status.st_ino)
        }
    }

    /// Which file stands at a path; `nil` where none does.
    public static func identity(_ path: String) -> Identity? {
        var status = stat()
        return stat(path, &status) == 0 ? Identity(status) : nil
    }

    /// How long a file is, in bytes; `nil` where there is none.
    public static func size(_ path: String) -> Int64? {
        var status = stat()
        return stat(path, &status) == 0 ? Int64(status.st_size) : nil
    }

    /// The path of a file without symbolic links, so that all processes find the same files beside it, as SQLite does.
    ///
    /// - Returns: The path as it is, where not even the directory exists.
    public static func resolved(_ path: String) -> String {
        if let full = realpath(path, nil) {
            defer { free(full) }
            return String(cString: full)
        }
        let parts = path.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
        guard let name = parts.last.map({ String(Substring($0)) }), !name.isEmpty else { return path }
        let directory = String(path.dropLast(name.count))
        guard let full = realpath(directory.isEmpty ? "." : directory, nil) else { return path }
        defer { free(full) }
        return String(cString: full) + "/" + name
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
