import CSQLite

/// The SQLite that the tests run with.
enum SQLiteVersion {
    /// Whether a checkpoint that overlaps a commit can lose it: mended in 3.51.3, and in 3.50.7 and 3.44.6.
    static var hasResetFault: Bool {
        let number = sqlite3_libversion_number()
        return number < 3_051_003 && !(3_050_007..<3_051_000).contains(number)
            && !(3_044_006..<3_045_000).contains(number)
    }
}
