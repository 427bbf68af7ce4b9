import Glibc

/// The file that keeps a master key: 32 bytes beside the ledger, for its owner's eyes only.
public struct KeyFile: Sendable {
    /// The path of the file.
    public let path: String

    /// The file that belongs to a ledger's file.
    public init(besideLedger path: String) {
        self.path = path + ".key"
    }

    /// Reads the master key; nil where there is no file.
    ///
    /// - Throws: ``KeyFileError`` where others may read the file, or where it holds no master key.
    public func load() throws(KeyFileError) -> MasterKey? {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW)
        guard descriptor >= 0 else {
            guard errno == ENOENT else { throw failure("cannot be opened") }
            return nil
        }
        defer { close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { throw failure("cannot be examined") }
        guard status.st_mode & 0o077 == 0 else {
            throw KeyFileError(path: path, reason: "others can read it; make it private by chmod 600")
        }
        var bytes = [UInt8](repeating: 0, count: MasterKey.byteCount + 1)
        let count = read(descriptor, &bytes, bytes.count)
        guard count >= 0 else { throw failure("cannot be read") }
        guard let key = MasterKey(Array(bytes.prefix(count))) else {
            throw KeyFileError(path: path, reason: "does not hold a master key; restore it from where it was kept")
        }
        return key
    }

    /// Reads the master key, or makes one and keeps it. Of two that do so at once, both get the same.
    ///
    /// - Throws: ``KeyFileError``.
    public func loadOrCreate() throws(KeyFileError) -> MasterKey {
        if let key = try load() { return key }
        // Written elsewhere and then linked, so that nobody finds half a key, and the first one stays.
        let draft = "\(path).\(getpid()).\(UInt32.random(in: 0...UInt32.max))"
        let descriptor = open(draft, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0o600)
        guard descriptor >= 0 else { throw failure("cannot be made") }
        defer { unlink(draft) }
        let bytes = MasterKey().bytes
        let isWritten = write(descriptor, bytes, bytes.count) == bytes.count && fsync(descriptor) == 0
        guard close(descriptor) == 0, isWritten else { throw failure("cannot be written") }
        guard link(draft, path) == 0 || errno == EEXIST else { throw failure("cannot be made") }
        syncFolder()
        guard let key = try load() else { throw failure("has vanished") }
        return key
    }

    /// Makes the file's name as lasting as its content.
    private func syncFolder() {
        let slash = path.lastIndex(of: "/")
        let folder = slash.map { $0 == path.startIndex ? "/" : String(path[..<$0]) } ?? "."
        let descriptor = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { return }
        fsync(descriptor)
        close(descriptor)
    }

    private func failure(_ what: String) -> KeyFileError {
        KeyFileError(path: path, reason: "\(what): \(String(cString: strerror(errno)))")
    }
}
