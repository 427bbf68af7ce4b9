/// What a verification of the ledger found.
public struct Verification: Sendable, Hashable {
    /// One check, with how many things it looked at.
    public struct Check: Sendable, Hashable {
        /// The check's name: `integrity`, `row_checksum`, `rollup_day`, `budget_window`, …
        public var name: String
        /// How many rows it looked at.
        public var examined: Int64

        /// One check.
        public init(name: String, examined: Int64) {
            self.name = name
            self.examined = examined
        }
    }

    /// One difference between what is stored and what was recomputed.
    public struct Finding: Sendable, Hashable {
        /// The check that found it.
        public var check: String
        /// What differs, with both values.
        public var message: String

        /// One difference.
        public init(check: String, message: String) {
            self.check = check
            self.message = message
        }
    }

    /// The checks that were made.
    public var checks: [Check] = []
    /// The differences found, at most ``maximumFindings``.
    public var findings: [Finding] = []
    /// How many differences are listed.
    public static let maximumFindings = 1000

    /// Nothing checked yet.
    public init() {}
}
