import AWSSigning
import BedrockRuntime
import Foundation
import Ledger
import LedgerSQLite
import Logging
import Pricing
import Synchronization
import Testing

@testable import Gateway

/// A ledger with an alert in it, and services that deliver it, on a clock that stands still.
struct AlertDesk: Sendable {
    static let secret = Secret("a secret of the receiver")
    static let start = Timestamp(milliseconds: 1_795_428_930_250)

    let directory: URL
    let ledger: SQLiteLedger
    let clock: StandingClock
    let log = LogBook()

    /// Opens a ledger in which a budget has reached a threshold, works, and closes it.
    static func with(_ work: (AlertDesk) async throws -> Void) async throws {
        let directory = FileManager.default.temporaryDirectory.appending(path: "alerts-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: directory) }
        let clock = StandingClock(start)
        let ledger = try await open(directory, clock)
        let desk = AlertDesk(directory: directory, ledger: ledger, clock: clock)
        let limit = try #require(Money(usd: "10"))
        _ = try await ledger.setBudget(
            Budget(name: "<search> & @all", limit: limit, period: .month, warnAt: [50]), actor: "test")
        var usage = Usage()
        usage[.query] = Quantity(6)
        let line = try #require(
            LineItem(item: .query, quantity: Quantity(6), rate: Rate(picodollarsPerUnit: Money.picodollarsPerDollar)))
        let cost = Cost(
            status: .priced, model: "model.a", scope: nil, usage: usage, lines: [line], ratesVersion: "test")
        _ = try await ledger.record([
            Call(
                id: "c", at: start, attribution: Attribution(team: "search"), requestedModel: "model.a", region: nil,
                operation: .converse, status: .succeeded, cost: cost)
        ])
        do {
            try await work(desk)
        } catch {
            await ledger.close()
            throw error
        }
        await ledger.close()
    }

    private static func open(_ directory: URL, _ clock: StandingClock) async throws -> SQLiteLedger {
        try await SQLiteLedger.open(
            path: directory.appending(path: "ledger.db").path, options: SQLiteLedger.Options { clock.now })
    }

    /// The same ledger as another process has it.
    func reopened() async throws -> SQLiteLedger { try await Self.open(directory, clock) }

    /// A service of a ledger, this one unless another is given.
    func service(
        _ store: SQLiteLedger? = nil, to url: String?, timeout: Duration = .seconds(300)
    ) throws -> AlertService {
        var options = AlertServiceOptions()
        options.timeout = timeout
        let (clock, log) = (clock, log)
        return AlertService(
            store: store ?? ledger, webhook: try url.map { try AlertWebhook(url: $0, secret: Self.secret) },
            transport: HTTPTransport.shared, options: options,
            logger: Logger(label: "test") { _ in LogBook.Handler(book: log) }, now: { clock.now })
    }

    /// The one alert.
    func alert() async throws -> Alert {
        let alerts = try await ledger.alerts(limit: 10)
        #expect(alerts.count == 1)
        return try #require(alerts.first)
    }
}

/// A clock that stands still until a test moves it.
final class StandingClock: Sendable {
    private let moment: Mutex<Timestamp>

    init(_ moment: Timestamp) { self.moment = Mutex(moment) }

    var now: Timestamp { moment.withLock { $0 } }

    func advance(seconds: Int64) { moment.withLock { $0 = $0.advanced(byMilliseconds: seconds * 1000) } }
}

/// The lines of a log.
final class LogBook: Sendable {
    private let entries = Mutex<[String]>([])

    var lines: [String] { entries.withLock { $0 } }

    struct Handler: LogHandler {
        let book: LogBook
        var metadata: Logger.Metadata = [:]
        var logLevel: Logger.Level = .info

        subscript(metadataKey key: String) -> Logger.Metadata.Value? {
            get { metadata[key] }
            set { metadata[key] = newValue }
        }

        func log(event: LogEvent) {
            let facts = (event.metadata ?? [:]).map { "\($0.key)=\($0.value)" }.sorted().joined(separator: " ")
            book.entries.withLock { $0.append("\(event.level) \(event.message) \(facts)") }
        }
    }
}
