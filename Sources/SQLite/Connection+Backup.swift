internal import CSQLite

extension Connection {
    /// Copies the database into a new file while others go on reading and writing.
    ///
    /// The copy is one consistent state. It is made in one step, so that a busy writer cannot make it start over for
    /// ever; it holds up nobody.
    /// - Throws: ``SQLiteError/Code/cannotOpen`` where the file exists: a backup never overwrites.
    public func backUp(to destination: String) throws(SQLiteError) {
        guard !FileStatus.exists(destination) else {
            throw SQLiteError(.cannotOpen, "\(destination) exists; a backup never overwrites a file")
        }
        var opened: OpaquePointer?
        let result = sqlite3_open_v2(
            destination, &opened, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX, nil)
        defer { sqlite3_close_v2(opened) }
        guard result == SQLITE_OK, let opened else {
            var error = SQLiteError(connection: opened, fallback: result)
            error.message = "\(destination): \(error.message)"
            throw error
        }
        FileStatus.restrictToOwner(destination)
        guard let backup = sqlite3_backup_init(opened, "main", handle, "main") else {
            throw SQLiteError(connection: opened, fallback: SQLITE_ERROR)
        }
        let copied = sqlite3_backup_step(backup, -1)
        let finished = sqlite3_backup_finish(backup)
        guard copied == SQLITE_DONE, finished == SQLITE_OK else {
            throw SQLiteError(connection: opened, fallback: copied == SQLITE_DONE ? finished : copied)
        }
    }
}
