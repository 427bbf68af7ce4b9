import Foundation
import Ledger
import LedgerSQLite
import Pricing
import Season
import Synchronization

// `season-generator FILE CALLS [--seed N] [--end MOMENT]` makes a ledger of a year of calls, the last of them before the
// moment: see `Season`. Everything goes through the ledger's own operations, so that `verify` has nothing to say.

/// What was asked for.
struct Arguments {
    var path = ""
    var calls = 0
    var seed: UInt64 = 1
    var end = Timestamp(iso8601: "2026-12-01") ?? .now()

    init?(_ words: [String]) {
        var words = words[...]
        guard let path = words.popFirst(), let calls = words.popFirst().flatMap({ Int($0) }) else { return nil }
        self.path = path
        self.calls = calls
        while let option = words.popFirst(), let value = words.popFirst() {
            switch option {
            case "--seed": seed = UInt64(value) ?? seed
            case "--end":
                guard let moment = Timestamp(iso8601: value) else { return nil }
                end = moment
            default: return nil
            }
        }
    }
}

/// The time of the season, which the ledger is told instead of the present.
final class SeasonClock: Sendable {
    private let moment = Mutex(Timestamp(milliseconds: 0))

    var now: Timestamp {
        get { moment.withLock { $0 } }
        set { moment.withLock { $0 = newValue } }
    }
}

let cappedCallsite = "experiment.unlimited"

/// A cap that refuses what one callsite asks for.
func setCap(in ledger: SQLiteLedger) async throws {
    _ = try await ledger.setBudget(
        Budget(
            name: "experiment", scope: BudgetScope(team: Season.team(7), callsite: cappedCallsite),
            limit: Money(picodollars: 1_000_000_000), period: .total), actor: "season")
}

/// Asks for more than the cap holds.
func refusal(_ number: Int, model: String) -> ReservationRequest {
    ReservationRequest(
        id: "refused-\(number)", attribution: Attribution(team: Season.team(7), callsite: cappedCallsite),
        requestedModel: model, model: model, region: "us-east-1",
        amount: .bound(Money(picodollars: Money.picodollarsPerDollar)))
}

/// Budgets for the organisation, for every team, and for ten callsites, none of which is in the way of anything.
func setBudgets(in ledger: SQLiteLedger) async throws {
    func set(_ name: String, _ scope: BudgetScope, dollars: Int128) async throws {
        _ = try await ledger.setBudget(
            Budget(
                name: name, scope: scope, limit: Money(picodollars: dollars * Money.picodollarsPerDollar),
                period: .month), actor: "season")
    }
    try await set("organisation", BudgetScope(), dollars: 10_000_000)
    for number in 0..<Season.teams {
        let team = Season.team(number)
        try await set(team, BudgetScope(team: team), dollars: 1_000_000)
    }
    for number in 0..<10 {
        let callsite = "service-\(number % 97).handler-\(number)"
        try await set(callsite, BudgetScope(team: Season.team(number), callsite: callsite), dollars: 1_000_000)
    }
}

guard let arguments = Arguments(Array(CommandLine.arguments.dropFirst())) else {
    print("usage: season-generator FILE CALLS [--seed N] [--end MOMENT]")
    exit(64)
}
let clock = SeasonClock()
var options = SQLiteLedger.Options { clock.now }
// Fewer copies of the log into the file: a page that many batches change is copied once.
options.checkpointPages = 20_000
var season = try Season(count: arguments.calls, seed: arguments.seed, end: arguments.end)
clock.now = arguments.end.advanced(byMilliseconds: -365 * 86_400_000)
let ledger = try await SQLiteLedger.open(path: arguments.path, options: options)
try await setCap(in: ledger)
let start = ContinuousClock.now
let batchSize = 32_768
var done = 0
var refused = 0
var batch = season.next(batchSize)
while !batch.isEmpty {
    let calls = batch
    clock.now = calls.last?.at ?? clock.now
    async let outcomes = ledger.record(calls)
    batch = season.next(batchSize)
    let lost = try await outcomes.count { $0 != .recorded }
    guard lost == 0 else { fatalError("\(lost) calls were not recorded") }
    done += calls.count
    let model = calls[0].cost.model
    while refused < done / 5000 {
        let numbers = refused..<min(done / 5000, refused + 64)
        try await withThrowingTaskGroup { group in
            for number in numbers {
                group.addTask { _ = try await ledger.reserve(refusal(number, model: model)) }
            }
            try await group.waitForAll()
        }
        refused = numbers.upperBound
    }
    let seconds = Double((ContinuousClock.now - start).components.seconds)
    FileHandle.standardError.write(Data("\(done) calls, \(Int(Double(done) / max(seconds, 1)))/s\n".utf8))
}
clock.now = arguments.end
try await setBudgets(in: ledger)
await ledger.close()
