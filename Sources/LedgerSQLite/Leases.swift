internal import Ledger
internal import Pricing
internal import SQLite

#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Musl)
    internal import Musl
#else
    internal import Darwin
#endif

/// Tells which processes are alive, by locks that the kernel frees when one dies.
///
/// A process that holds reservations keeps a lock on a file of its own beside the database, whose name stands in the
/// table of leases. Whoever finds the lock free knows that the process is gone, whatever the clock says.
final class Leases {
    private let path: String
    private let name: String
    private let bootID: String
    private var lock: FileLock?
    private var row: Int64?

    /// The leases of a database.
    init(database path: String) {
        self.path = path
        var generator = SystemRandomNumberGenerator()
        name = String(generator.next(), radix: 16)
        bootID = Self.currentBootID()
    }

    deinit {
        if lock != nil { FileStatus.remove(file(name)) }
    }

    /// The number of this process's lease, which is taken where it has none.
    func own(_ connection: Connection, at now: Timestamp) throws -> Int64 {
        if let row { return row }
        if lock == nil {
            // Locked before the row can be seen, so that nobody takes a new lease for an abandoned one.
            let made = try FileLock(path: file(name))
            guard try made.tryLock() else {
                throw LedgerError(.unavailable, "\(made.path) is locked by another process")
            }
            lock = made
        }
        if let known = try connection.integer("SELECT id FROM lease WHERE name = ?", .text(name)) {
            row = known
            return known
        }
        let number = (try connection.integer("SELECT max(id) FROM lease") ?? 0) + 1
        try connection.run(
            "INSERT INTO lease (id, name, boot_id, created_at) VALUES (?, ?, ?, ?)", .integer(number), .text(name),
            .text(bootID), .integer(now.milliseconds))
        row = number
        return number
    }

    /// Forgets the row, because the transaction that made it may have been undone.
    func forgetRow() {
        row = nil
    }

    /// Whether the process of another lease is gone.
    ///
    /// - Returns: The lock of the process that is gone, to be held until its reservations are charged; `nil` where it is
    ///   alive.
    func abandoned(name: String, bootID: String) -> Abandonment? {
        guard name != self.name else { return nil }
        let path = file(name)
        // Nothing of an earlier run of the machine is alive.
        guard bootID == self.bootID, FileStatus.exists(path) else { return Abandonment(path: path, lock: nil) }
        guard let lock = try? FileLock(path: path, creates: false), (try? lock.tryLock()) == true else { return nil }
        return Abandonment(path: path, lock: lock)
    }

    /// A lease whose process is gone.
    struct Abandonment {
        let path: String
        let lock: FileLock?
    }

    private func file(_ name: String) -> String { "\(path).lease-\(name)" }

    private static func currentBootID() -> String {
        let descriptor = open("/proc/sys/kernel/random/boot_id", O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return "" }
        defer { close(descriptor) }
        var bytes = [UInt8](repeating: 0, count: 64)
        let count = read(descriptor, &bytes, bytes.count)
        return String(decoding: bytes.prefix(max(count, 0)), as: UTF8.self).filter { !$0.isNewline }
    }
}
