import Ledger
import LedgerSimulation
import Pricing

@testable import Dashboard

/// A moment that a test writes in ISO 8601.
func moment(_ text: String) -> Timestamp {
    guard let moment = Timestamp(iso8601: text) else { preconditionFailure("\(text) is no moment") }
    return moment
}

/// An amount of US dollars that a test writes as a decimal.
func usd(_ text: String) -> Money {
    guard let money = Money(usd: text) else { preconditionFailure("\(text) is no amount") }
    return money
}

extension Call {
    /// A call of so many thousand input, cached, written and output tokens at 3, 0.3, 3.75 and 15 USD per million.
    static func sample(
        _ id: String, at: Timestamp, team: String = "search", callsite: String = "rank", model: String = "acme.reader",
        thousands: [Int128] = [1000, 0, 0, 0], tags: [String: String] = [:], status: CallStatus = .succeeded
    ) -> Call {
        let rates: [(BilledItem, Int128)] = [
            (.input, 3_000_000), (.cacheRead, 300_000), (.cacheWrite5m, 3_750_000), (.output, 15_000_000),
        ]
        var usage = Usage()
        var lines: [LineItem] = []
        for ((item, rate), count) in zip(rates, thousands) where count > 0 {
            usage[item] = Quantity(count * 1000)
            lines += [LineItem(item: item, quantity: usage[item], rate: Rate(picodollarsPerUnit: rate))].compactMap {
                $0
            }
        }
        return Call(
            id: id, at: at, attribution: Attribution(team: team, callsite: callsite, tags: tags), requestedModel: model,
            region: nil, operation: .converse, status: status,
            cost: Cost(status: .priced, model: model, scope: .global, usage: usage, lines: lines, ratesVersion: "test"))
    }
}

/// A dashboard of a ledger in memory.
struct Board {
    static let now = moment("2026-11-20T12:00:00Z")
    /// A name that would be markup and a path.
    static let hostile = "<script>alert('x')</script>&\"/../"

    let ledger = MemoryLedger(clock: { Self.now })

    /// Twenty days of calls at noon: three dollars of search, six of ads, a hostile name among them.
    static func filled() async throws -> Board {
        let board = Board()
        var calls: [Call] = []
        for day in 0..<20 as Range<Int64> {
            let at = now.advanced(byMilliseconds: -day * 86_400_000)
            calls.append(.sample("s\(day)", at: at))
            calls.append(
                .sample(
                    "a\(day)", at: at, team: "ads", callsite: "copy", model: "acme.writer", thousands: [0, 0, 0, 400]))
        }
        calls.append(
            .sample(
                "h", at: now, team: hostile, callsite: hostile, model: "=HYPERLINK(\"x\")", thousands: [1, 0, 0, 0]))
        _ = try await board.ledger.record(calls)
        return board
    }

    var site: DashboardSite { DashboardSite(store: ledger, ratesVersion: { "2026-11-23" }, clock: { Self.now }) }

    func get(_ target: String, access: DashboardAccess = .all) async -> (status: Int, text: String) {
        let reply = await site.reply(method: "GET", target: target, access: access)
        return (reply.status, String(decoding: reply.body, as: UTF8.self))
    }

    func figures(
        _ query: String = "", access: DashboardAccess = .all
    ) async throws -> DashboardFigures {
        try await DashboardFigures.load(
            from: ledger, query: DashboardQuery(query), access: access, at: Self.now, ratesVersion: nil)
    }
}
