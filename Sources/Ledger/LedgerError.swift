/// What went wrong in the ledger, where, and what to do about it.
public struct LedgerError: Error, Sendable, Hashable, CustomStringConvertible {
    /// The kind of failure; callers branch on it.
    public enum Code: String, Sendable, Hashable, CaseIterable {
        /// A value is out of range or malformed.
        case invalidInput
        /// There is no such budget, call or reservation.
        case notFound
        /// The id is known with other content.
        case conflict
        /// The operation does not fit the state: settling a released reservation, for instance.
        case wrongState
        /// The database is held by somebody else for too long.
        case busy
        /// The disk is full.
        case full
        /// The database cannot be opened, read or written.
        case unavailable
        /// The file is no ledger, or its content is damaged.
        case damaged
        /// The ledger was written by a newer version, or a migration was altered.
        case incompatible
        /// A write failed in a way that leaves its outcome open; offering the same id again settles it.
        case unknownOutcome
    }

    /// The kind of failure.
    public var code: Code
    /// What happened, where, and what to do.
    public var message: String

    /// What went wrong.
    public init(_ code: Code, _ message: String) {
        self.code = code
        self.message = message
    }

    /// The message.
    public var description: String { message }
}
