import Ledger
import LedgerSimulation
import Pricing
import SQLite
import Testing

@testable import LedgerSQLite

@Suite("A table of calls says of each what the call itself says")
struct CallTableTests {
    /// What an export tells of a call, whichever way it was read.
    private struct Told: Equatable {
        var id: String
        var requestID: String?
        var call: Call
        var tokens: [Int64]
        var breakdown: CostBreakdown?
        var isEstimated: Bool
        var reservationID: String?
        var overshoot: Money

        init(_ recorded: RecordedCall) {
            let usage = recorded.call.cost.usage
            id = recorded.call.id
            requestID = recorded.call.requestID
            call = Self.common(recorded.call)
            call.at = recorded.call.at
            call.latencyMilliseconds = recorded.call.latencyMilliseconds
            tokens = [.input, .cacheRead, .cacheWrite5m, .cacheWrite1h, .output].map { usage.tokens($0) }
            breakdown = recorded.breakdown
            isEstimated = recorded.isEstimated
            reservationID = recorded.reservationID
            overshoot = recorded.overshoot
        }

        init(
            _ row: CallTable.Row, _ template: CallTemplate, _ id: UnsafeRawBufferPointer,
            _ requestID: UnsafeRawBufferPointer?
        ) {
            self.id = String(decoding: id, as: UTF8.self)
            self.requestID = requestID.map { String(decoding: $0, as: UTF8.self) }
            call = Self.common(template.call)
            call.at = Timestamp(milliseconds: row.at)
            call.latencyMilliseconds = row.latency
            tokens = [row.input, row.cacheRead, row.cacheWrite5m, row.cacheWrite1h, row.output]
            var amounts = CostBreakdown()
            amounts.freshInput = Money(picodollars: Int128(row.freshInputCost))
            amounts.cachedInput = Money(picodollars: Int128(row.cachedInputCost))
            amounts.cacheWrite = Money(picodollars: Int128(row.cacheWriteCost))
            amounts.output = Money(picodollars: Int128(row.outputCost))
            #expect(amounts.total.picodollars == Int128(row.cost))
            breakdown = template.call.cost.status == .priced ? amounts : nil
            isEstimated = row.isEstimated
            reservationID = row.hasReservation ? self.id : nil
            overshoot = Money(picodollars: Int128(row.overshoot))
        }

        /// What a template keeps of a call.
        private static func common(_ call: Call) -> Call {
            var result = call
            result.id = ""
            result.requestID = nil
            result.isEstimated = false
            result.latencyMilliseconds = nil
            result.cost.usage = Usage()
            result.cost.lines = []
            return result
        }
    }

    private static func cost(of usage: Usage, model: String = "model.a", scale: Int128 = 1) -> Cost {
        let rates: [(BilledItem, Int128)] = [
            (.input, 3_000_000), (.cacheRead, 300_000), (.cacheWrite5m, 3_750_000), (.cacheWrite1h, 6_000_000),
            (.output, 15_000_000),
        ]
        let lines = rates.compactMap { item, rate in
            LineItem(item: item, quantity: usage[item], rate: Rate(picodollarsPerUnit: rate * scale))
        }
        return Cost(
            status: .priced, model: model, scope: .geo, usage: usage, lines: lines, ratesVersion: "v\(scale)")
    }

    private static func unknown(_ status: Cost.Status, _ usage: Usage = Usage()) -> Cost {
        Cost(status: status, model: "model.a", scope: nil, usage: usage, ratesVersion: "v1", reason: "no rate")
    }

    private func told(_ table: CallTable) -> (calls: [Told], plain: Int) {
        var calls: [Told] = []
        var plain = 0
        table.forEach(
            plain: { row, template, id, requestID in
                plain += 1
                calls.append(Told(row, table.templates[template], id, requestID))
            }, other: { calls.append(Told($0)) })
        return (calls, plain)
    }

    /// Calls of many kinds, most of them plain.
    private func call(_ number: Int, _ random: inout SplitMix64) -> Call {
        var usage = Usage(
            input: Int64(random.next() % 5000), cacheRead: random.next() % 3 == 0 ? 700 : 0,
            output: Int64(random.next() % 900))
        if random.next() % 4 == 0 { usage[.cacheWrite5m] = Quantity(33) }
        if random.next() % 4 == 0 { usage[.cacheWrite1h] = Quantity(44) }
        var cost = Self.cost(of: usage, model: "model.\(random.next() % 3)")
        switch random.next() % 12 {
        case 0: cost = Self.unknown(.unpriced, usage)
        case 1: cost = Self.unknown(.unknownUsage)
        case 2: cost = Call.sample("", dollars: 2).cost
        case 3: cost.usage[.cacheWrite30m] = Quantity(5)
        case 4: cost.lines = Array(cost.lines.prefix(1))
        default: break
        }
        let offset = Int64(random.next() % (40 * 86_400_000))
        return Call(
            id: random.next() % 5 == 0 ? "=\"x\(number),\"" : "c\(number)",
            requestID: random.next() % 2 == 0 ? nil : "q\(number)",
            at: ManualClock.start.advanced(byMilliseconds: offset),
            attribution: Attribution(team: "team-\(random.next() % 3)", callsite: "site-\(random.next() % 3)"),
            requestedModel: "eu.\(cost.model)", region: random.next() % 2 == 0 ? nil : "eu-west-1",
            operation: .converse, status: random.next() % 9 == 0 ? .failed : .succeeded, cost: cost,
            isEstimated: random.next() % 10 == 0,
            latencyMilliseconds: random.next() % 3 == 0 ? nil : Int64(random.next() % 9999))
    }

    @Test("Random calls, corrections, reservations, filters and ranges", arguments: UInt64(1)...4)
    func random(seed: UInt64) async throws {
        var random = SplitMix64(seed: seed)
        let temporary = try await TemporaryLedger()
        let ledger = temporary.ledger
        let calls = (0..<600).map { call($0, &random) }
        #expect(try await ledger.record(calls).allSatisfy { $0 == .recorded })
        for number in 0..<20 {
            let id = "r\(number)"
            _ = try await ledger.reserve(.sample(id, dollars: 2))
            var call = Call.sample(id)
            call.cost =
                number % 3 == 0
                ? Self.cost(of: Usage(input: 900_000 * Int64(number))) : Self.unknown(.unknownUsage)
            _ = try await ledger.settle(reservation: id, with: call)
        }
        // Corrected: prices that became known, and prices that changed.
        let learnt = calls.filter { $0.cost.status == .unpriced }.prefix(20).map { call in
            var call = call
            call.cost = Self.cost(of: call.cost.usage)
            return call
        }
        _ = try await ledger.record(Array(learnt))
        _ = try await ledger.reprice(CallFilter(team: "team-1", callsite: "site-1"), dryRun: false) {
            $0.call.cost.status == .priced
                ? Self.cost(of: $0.call.cost.usage, model: $0.call.cost.model, scale: 2) : nil
        }
        #expect(try await ledger.verify().findings == [])

        let last = try await ledger.lastSequence()
        let whole = told(try await ledger.callTable(CallFilter(), in: 1...last))
        #expect(whole.plain > 200 && whole.plain < Int(last) - 100, "seed \(seed): \(whole.plain) of \(last)")
        for step in 0..<40 {
            var filter = CallFilter()
            if step % 2 == 1 { filter.team = "team-\(random.next() % 4)" }
            if step % 3 == 1 {
                filter.since = ManualClock.start.advanced(byMilliseconds: Int64(random.next() % (30 * 86_400_000)))
                filter.until = filter.since?.advanced(byMilliseconds: Int64(random.next() % (9 * 86_400_000)))
            }
            let lower = Int64(random.next() % UInt64(last)) + 1
            let range = lower...min(lower + Int64(random.next() % 400), last + 5)
            let expected = try await ledger.calls(
                filter, after: range.lowerBound - 1, through: range.upperBound, limit: 1000)
            let table = told(try await ledger.callTable(filter, in: range))
            try #require(table.calls == expected.map(Told.init), "seed \(seed), step \(step): \(filter) in \(range)")
        }
        await ledger.close()
    }

    @Test(
        "A row that was changed is not handed out, with a checksum of its own either",
        arguments: [
            ("output_cost = output_cost + 1", false), ("output_cost = output_cost + 1", true),
            ("output = output + 1", true), ("id = 7", false), ("request_id = 'x'", false), ("latency = NULL", false),
        ])
    func changed(assignment: String, isSealed: Bool) async throws {
        let temporary = try await TemporaryLedger()
        var call = Call.sample("a")
        call.cost = Self.cost(of: Usage(input: 10, output: 20))
        call.latencyMilliseconds = 7
        _ = try await temporary.ledger.record([call])
        let connection = try Connection(path: temporary.path, access: .readWrite, busyTimeoutMilliseconds: 1000)
        try connection.execute("DROP TRIGGER call_is_append_only_update; UPDATE call SET \(assignment)")
        if isSealed {
            let row = try connection.all("SELECT * FROM call") { row in
                (0..<27).map { column -> SQLiteValue in
                    row.isNull(column)
                        ? .null : [1, 6].contains(column) ? .text(row.text(column)) : .integer(row.integer(column))
                }
            }[0]
            try connection.run("UPDATE call SET checksum = ?", .integer(Connection.checksum(of: row)))
        }
        #expect(
            await failure { _ = try await temporary.ledger.callTable(CallFilter(), in: 1...1) } == .damaged)
        await temporary.ledger.close()
    }

    @Test("A range of times is learnt once, and not again for each page")
    func bounds() async throws {
        let temporary = try await TemporaryLedger()
        _ = try await temporary.ledger.record(
            (0..<90).map { .sample("c\($0)", at: ManualClock.start.advanced(byMilliseconds: Int64($0))) })
        let filter = CallFilter(
            since: ManualClock.start.advanced(byMilliseconds: 30),
            until: ManualClock.start.advanced(byMilliseconds: 50))
        let found = try await temporary.ledger.read { database in
            var found: [Int] = []
            for first in stride(from: Int64(1), through: 90, by: 10) {
                found.append(try database.callTable(filter, in: first...first + 9).count)
                #expect(database.knownBounds?.through == 90)
            }
            return found
        }
        #expect(found == [0, 0, 0, 10, 10, 0, 0, 0, 0])
        await temporary.ledger.close()
    }
}
