#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Musl)
    internal import Musl
#else
    internal import Darwin
#endif

/// The files of the system.
///
/// The calls block, which is in order here: the files are small and local, and are read once in a refresh.
public struct SystemFiles: FileReader {
    /// The files of the system.
    public init() {}

    /// The bytes of a regular file.
    ///
    /// - Parameters:
    ///   - path: The path.
    ///   - limit: The most bytes to accept.
    /// - Returns: The bytes, nil where there is no such file.
    /// - Throws: ``FileFault`` where the file cannot be read, is not a regular one or is larger.
    public func contents(of path: String, limit: Int) throws(FileFault) -> [UInt8]? {
        // Opening a pipe would wait for its writer, if it were not for O_NONBLOCK.
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard descriptor >= 0 else {
            let number = errno
            if number == ENOENT || number == ENOTDIR { return nil }
            throw .unreadable(errorNumber: number)
        }
        defer { _ = close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { throw .unreadable(errorNumber: errno) }
        guard status.st_mode & S_IFMT == S_IFREG else { throw .notAFile }
        return try bytes(of: descriptor, limit: limit)
    }

    private func bytes(of descriptor: Int32, limit: Int) throws(FileFault) -> [UInt8] {
        var bytes: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 16 << 10)
        while true {
            let count = read(descriptor, &chunk, chunk.count)
            if count < 0 {
                if errno == EINTR { continue }
                throw .unreadable(errorNumber: errno)
            }
            if count == 0 { return bytes }
            guard bytes.count + count <= limit else { throw .tooLarge(limit: limit) }
            bytes += chunk[..<count]
        }
    }
}
