public import Ledger
import LedgerSimulation
public import Pricing
public import Testing

/// The promises of a ledger as tests that every store runs.
///
/// ```swift
/// @Test("The store keeps the promises of a ledger", arguments: LedgerConformance.cases)
/// func conformance(promise: LedgerConformance.Case) async throws {
///     try await promise.check { clock in try SQLiteLedger(temporaryFile(), clock: clock) }
/// }
/// ```
public enum LedgerConformance {
    /// Makes an empty store that tells the time from a clock.
    public typealias StoreFactory =
        @Sendable (_ clock: @escaping @Sendable () -> Timestamp) async throws -> any LedgerStore

    /// One promise.
    public struct Case: Sendable, CustomTestStringConvertible {
        /// The promise as a sentence.
        public let name: String
        private let body: @Sendable (Bench) async throws -> Void

        init(_ name: String, _ body: @escaping @Sendable (Bench) async throws -> Void) {
            self.name = name
            self.body = body
        }

        /// Checks the promise on a new store, and that all totals of the store agree afterwards.
        public func check(_ makeStore: StoreFactory) async throws {
            let clock = ManualClock()
            let store = try await makeStore { clock.now }
            try await body(Bench(store: store, clock: clock))
            let verification = try await store.verify()
            #expect(verification.findings == [])
            #expect(!verification.checks.isEmpty)
        }

        /// The promise as a sentence.
        public var testDescription: String { name }
    }

    /// All promises.
    public static let cases: [Case] =
        recording + recordingAgain + content + reserving + unpriced + settling + settlingAgain + details + inputHistory
        + refusals + policies + releasing + expiry + budgets + windows + raises + spend + paging + repricing
        + concurrency + callsites + retention + randomRuns + prunedRuns
}
