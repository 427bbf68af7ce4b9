import FileReading

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// What stands at a path, symbolic links followed.
struct FileStatus {
    enum Kind {
        case folder, regular, other
    }

    /// What identifies a folder however it was reached.
    struct Identity: Hashable {
        let device: UInt64
        let file: UInt64
    }

    let kind: Kind
    let size: Int64
    let identity: Identity

    init(path: String) throws(FileReadingError) {
        var status = stat()
        guard stat(path, &status) == 0 else {
            throw FileReadingError(path: path, "cannot be read", errno: errno)
        }
        kind =
            switch status.st_mode & S_IFMT {
            case S_IFDIR: .folder
            case S_IFREG: .regular
            default: .other
            }
        size = kind == .regular ? Int64(status.st_size) : 0
        identity = Identity(
            device: UInt64(truncatingIfNeeded: status.st_dev), file: UInt64(truncatingIfNeeded: status.st_ino))
    }

    /// The names in a folder in the order of their bytes, which is the same on every machine.
    static func names(inFolder path: String) throws(FileReadingError) -> [String] {
        guard let folder = opendir(path) else {
            throw FileReadingError(path: path, "cannot be listed", errno: errno)
        }
        defer { closedir(folder) }
        var names: [String] = []
        while let entry = readdir(folder) {
            let name = withUnsafeBytes(of: &entry.pointee.d_name) { bytes in
                String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
            }
            if name != ".", name != ".." { names.append(name) }
        }
        return names.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    }
}
