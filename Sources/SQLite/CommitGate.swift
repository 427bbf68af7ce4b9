/// Lets one commit or checkpoint at a time into a database, over all processes of a machine.
///
/// SQLite up to 3.51.2 can lose a committed transaction when a checkpoint overlaps another connection's commit that
/// restarts the write-ahead log. So whoever commits or checkpoints holds the gate: an advisory lock on a file beside the
/// database, which the kernel frees when its holder is killed.
///
/// The gate is fair. A place for one stands before it, the turnstile: to enter, take the turnstile, then the gate, then
/// give the turnstile back. Whoever leaves the gate and wants in again finds the turnstile taken, so a process that
/// commits without pause cannot shut out the others.
public final class CommitGate {
    private static let gate = 0
    private static let turnstile = 1

    private let lock: FileLock
    private let timeoutMilliseconds: Int

    /// The gate of a database.
    ///
    /// - Parameters:
    ///   - path: The path of the database; the gate stands beside it.
    ///   - timeoutMilliseconds: How long to wait before the answer is ``SQLiteError/Code/busy``.
    /// - Throws: Where the file of the gate cannot be opened.
    public init(besideDatabase path: String, timeoutMilliseconds: Int) throws(SQLiteError) {
        lock = try FileLock(path: path + ".gate")
        self.timeoutMilliseconds = timeoutMilliseconds
    }

    /// Waits for the turn of this process and closes the gate behind it.
    public func enter() throws(SQLiteError) {
        try wait(forByte: Self.turnstile, naps: 50...500)
        defer { lock.unlock(byte: Self.turnstile) }
        // Only one waits here, so it may look often: the gate stands empty no longer than a nap.
        try wait(forByte: Self.gate, naps: 50...150)
    }

    /// Leaves some bytes in the gate's file, which all processes see and a loss of power may take.
    public func leave(note bytes: [UInt8]) { lock.write(bytes) }

    /// The bytes that were left in the file of a database's gate.
    public static func note(besideDatabase path: String, upTo count: Int) -> [UInt8] {
        FileLock.contents(path + ".gate", upTo: count)
    }

    /// Opens the gate for the next.
    public func leave() {
        lock.unlock(byte: Self.gate)
    }

    private func wait(forByte byte: Int, naps: ClosedRange<Int>) throws(SQLiteError) {
        if try lock.tryLock(byte: byte) { return }
        let backoff = Backoff(timeoutMilliseconds: timeoutMilliseconds, naps: naps)
        while backoff.nap() {
            if try lock.tryLock(byte: byte) { return }
        }
        throw SQLiteError(.busy, "\(lock.path) was held by another process for \(timeoutMilliseconds) ms")
    }
}
