#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// Why a file could not be written.
public struct AtomicFileError: Error, Sendable, Hashable, CustomStringConvertible {
    /// What happened, to which file.
    public let description: String
}

/// A file that appears whole or not at all: it is written beside its place, synced, and moved there at the end.
public final class AtomicFile {
    private let path: String
    private let temporaryPath: String
    private var descriptor: Int32

    /// Starts a file; what stands at the path stays until ``commit()``.
    ///
    /// - Throws: ``AtomicFileError`` where the folder cannot be written.
    public init(path: String) throws(AtomicFileError) {
        self.path = path
        // The random part keeps the leftover of a killed process from standing in the way.
        temporaryPath = "\(path).\(String(UInt64.random(in: 0 ... .max), radix: 36)).partial"
        descriptor = open(temporaryPath, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o644)
        if descriptor < 0 { throw Self.error("create", temporaryPath) }
    }

    deinit {
        guard descriptor >= 0 else { return }
        close(descriptor)
        unlink(temporaryPath)
    }

    /// Writes the next bytes.
    ///
    /// - Throws: ``AtomicFileError`` where the disk is full or fails; nothing appears at the path then.
    public func write(_ bytes: [UInt8]) throws(AtomicFileError) {
        var rest = bytes[...]
        while !rest.isEmpty {
            let target = descriptor
            let count = rest.withUnsafeBytes { writeBytes(target, $0) }
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else { throw Self.error("write", path) }
            rest = rest.dropFirst(count)
        }
    }

    /// Puts the file in its place, on disk.
    ///
    /// - Throws: ``AtomicFileError`` where it cannot be synced or moved.
    public func commit() throws(AtomicFileError) {
        guard fsync(descriptor) == 0 else { throw Self.error("sync", path) }
        guard rename(temporaryPath, path) == 0 else { throw Self.error("move into place", path) }
        close(descriptor)
        descriptor = -1
        syncFolder()
    }

    /// The name itself is on disk only once the folder is.
    private func syncFolder() {
        let folder = path.lastIndex(of: "/").map { $0 == path.startIndex ? "/" : String(path[..<$0]) } ?? "."
        let handle = open(folder, O_RDONLY | O_CLOEXEC)
        guard handle >= 0 else { return }
        fsync(handle)
        close(handle)
    }

    private static func error(_ verb: String, _ path: String) -> AtomicFileError {
        AtomicFileError(description: "cannot \(verb) \(path): \(String(cString: strerror(errno)))")
    }
}

private func writeBytes(_ descriptor: Int32, _ bytes: UnsafeRawBufferPointer) -> Int {
    write(descriptor, bytes.baseAddress, bytes.count)
}
