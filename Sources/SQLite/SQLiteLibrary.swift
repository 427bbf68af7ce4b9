internal import CSQLite

/// The SQLite library that the process is linked with.
public enum SQLiteLibrary {
    /// The version, such as `3.40.1`.
    public static var version: String { String(cString: sqlite3_libversion()) }

    /// The oldest version that has everything used here: STRICT tables came with 3.37.
    private static let oldest: Int32 = 3_037_000

    /// Whether the library is free of the WAL-reset bug, by which a checkpoint that overlaps a commit can lose it.
    public static var isFreeOfWALResetBug: Bool {
        let number = sqlite3_libversion_number()
        return number >= 3_051_003 || (3_050_007..<3_051_000).contains(number)
            || (3_044_006..<3_045_000).contains(number)
    }

    /// Throws where the library is too old or was compiled without what is needed.
    public static func check() throws(SQLiteError) {
        guard sqlite3_libversion_number() >= oldest else {
            throw SQLiteError(.misuse, "SQLite \(version) is too old: 3.37.0 or newer is needed for STRICT tables")
        }
        guard sqlite3_threadsafe() != 0 else {
            throw SQLiteError(.misuse, "SQLite \(version) was compiled without thread safety (SQLITE_THREADSAFE=0)")
        }
        guard sqlite3_compileoption_used("OMIT_WAL") == 0 else {
            throw SQLiteError(.misuse, "SQLite \(version) was compiled without write-ahead logging (SQLITE_OMIT_WAL)")
        }
    }
}
