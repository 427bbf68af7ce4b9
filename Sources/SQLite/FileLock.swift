#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Musl)
    internal import Musl
#else
    internal import Darwin
#endif

/// Exclusive locks on single bytes of a file, which the kernel frees when the process dies.
///
/// The locks belong to the open file (`F_OFD_SETLK`), so two instances exclude each other within one process too, and
/// closing some other handle of the file does not free them.
public final class FileLock {
    #if os(Linux)
        // The constant stands behind a feature macro that the platform module does not set.
        private static let setLock: Int32 = 37
    #else
        private static let setLock: Int32 = 90
    #endif

    /// The file that carries the locks.
    public let path: String
    private let descriptor: Int32

    /// Opens the file of a lock.
    ///
    /// - Parameters:
    ///   - path: The path of the file.
    ///   - creates: Whether a missing file is made, readable by its owner only.
    /// - Throws: Where the file cannot be opened.
    public init(path: String, creates: Bool = true) throws(SQLiteError) {
        self.path = path
        // Not inherited by child processes: a child would hold the lock after the death of this process.
        descriptor = open(path, O_RDWR | O_CLOEXEC | (creates ? O_CREAT : 0), 0o600)
        guard descriptor >= 0 else {
            throw SQLiteError(.cannotOpen, "\(path) cannot be opened: \(String(cString: strerror(errno)))")
        }
    }

    deinit {
        close(descriptor)
    }

    /// Writes over the beginning of the file. It is not waited for the disk.
    public func write(_ bytes: [UInt8]) {
        _ = bytes.withUnsafeBytes { pwrite(descriptor, $0.baseAddress, $0.count, 0) }
    }

    /// The beginning of a file of locks, whoever holds them; empty where there is none.
    public static func contents(_ path: String, upTo count: Int) -> [UInt8] {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return [] }
        defer { close(descriptor) }
        var bytes = [UInt8](repeating: 0, count: count)
        let taken = bytes.withUnsafeMutableBytes { pread(descriptor, $0.baseAddress, $0.count, 0) }
        return Array(bytes.prefix(max(taken, 0)))
    }

    /// Takes the lock on a byte, unless somebody holds it.
    ///
    /// - Returns: Whether it was taken.
    public func tryLock(byte: Int = 0) throws(SQLiteError) -> Bool {
        if set(F_WRLCK, byte: byte) { return true }
        guard errno == EAGAIN || errno == EACCES || errno == EINTR else {
            throw SQLiteError(.inputOutput, "\(path) cannot be locked: \(String(cString: strerror(errno)))")
        }
        return false
    }

    /// Gives the lock on a byte back.
    public func unlock(byte: Int = 0) {
        _ = set(F_UNLCK, byte: byte)
    }

    private func set(_ type: Int32, byte: Int) -> Bool {
        var request = flock()
        request.l_type = Int16(type)
        request.l_whence = Int16(SEEK_SET)
        request.l_start = byte
        request.l_len = 1
        return fcntl(descriptor, Self.setLock, &request) == 0
    }
}
