/// A prepared statement that a connection keeps for the next time.
final class CachedStatement {
    let statement: Statement
    /// Set while rows are being read, so that the same SQL can be run inside the loop over its own rows.
    var isInUse = true

    init(_ statement: consuming Statement) {
        self.statement = statement
    }

    /// Gives the statement back to the cache.
    func finish() {
        statement.reset()
        isInUse = false
    }
}
