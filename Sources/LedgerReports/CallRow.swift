public import Ledger
public import LosslessJSON
import Pricing

/// One call as a row of an export: the amounts are those after all corrections.
public struct CallRow: Sendable {
    /// One cell, by what it holds.
    enum Cell {
        case text(String?)
        case count(Int64?)
        case money(Money?)
        case flag(Bool)
    }

    private let recorded: RecordedCall

    /// A row of a recorded call.
    public init(_ recorded: RecordedCall) {
        self.recorded = recorded
    }

    /// The names of all columns, in order.
    public static let columns = [
        "call_id", "request_id", "at", "team", "callsite", "user", "tags", "model", "requested_model", "region",
        "scope", "tier", "operation", "status", "cost_status", "input_tokens", "cache_read_tokens",
        "cache_write_5m_tokens", "cache_write_30m_tokens", "cache_write_1h_tokens", "output_tokens", "other_units",
        "fresh_input_usd", "cached_input_usd", "cache_write_usd", "output_usd", "other_usd", "cost_usd", "estimated",
        "corrections", "reservation", "overshoot_usd", "rates_version", "reason", "latency_ms",
    ]

    /// The row as one JSON object.
    public var json: String {
        var writer = JSONWriter()
        writer.beginObject()
        writeMembers(into: &writer)
        writer.endObject()
        return writer.text
    }

    /// Writes the cells as members of an object that is open, by the names of the columns.
    public func writeMembers(into writer: inout JSONWriter) {
        for (column, cell) in zip(Self.columns, cells) {
            writer.key(column)
            if column == "tags" || column == "other_units" {
                write(object: column == "tags" ? recorded.call.attribution.tags : otherUnits, into: &writer)
                continue
            }
            switch cell {
            case .text(let text): writer.string(orNull: text)
            case .count(let count?): writer.number(count)
            case .count(nil): writer.null()
            case .money(let money): writer.string(orNull: money?.usd)
            case .flag(let flag): writer.boolean(flag)
            }
        }
    }

    /// Writes the cells as ``cells`` has them, without making any of them first.
    func write(into writer: inout CSVWriter) {
        let call = recorded.call
        writer.text(call.id)
        writer.text(call.requestID)
        writer.moment(call.at)
        writeFiled(into: &writer)
        for item in Self.tokens { writer.number(call.cost.usage.tokens(item)) }
        writer.text(object(otherUnits))
        writeAmounts(into: &writer)
        writer.number(recorded.isEstimated)
        writer.number(Int64(recorded.corrections))
        writer.text(recorded.reservationID)
        writer.money(recorded.overshoot)
        writer.text(call.cost.ratesVersion)
        writer.text(call.cost.reason)
        if let latency = call.latencyMilliseconds { writer.number(latency) } else { writer.empty() }
        writer.endRow()
    }

    /// Writes what many calls have in common, from the team to the cost's status.
    func writeFiled(into writer: inout CSVWriter) {
        let call = recorded.call
        writer.text(call.attribution.team)
        writer.text(call.attribution.callsite)
        writer.text(call.attribution.user)
        writer.text(object(call.attribution.tags))
        writer.text(call.cost.model)
        writer.text(call.requestedModel)
        writer.text(call.region)
        writer.text(call.cost.scope?.rawValue)
        writer.text(call.cost.tier.rawValue)
        writer.text(call.operation.rawValue)
        writer.text(call.status.rawValue)
        writer.text(call.cost.status.rawValue)
    }

    private func writeAmounts(into writer: inout CSVWriter) {
        guard let breakdown = recorded.breakdown else {
            for _ in 0...CostComponent.allCases.count { writer.empty() }
            return
        }
        writer.money(breakdown.freshInput)
        writer.money(breakdown.cachedInput)
        writer.money(breakdown.cacheWrite)
        writer.money(breakdown.output)
        writer.money(breakdown.other)
        writer.money(breakdown.total)
    }

    /// The items that have a column of their own.
    private static let tokens: [BilledItem] = [
        .input, .cacheRead, .cacheWrite5m, .cacheWrite30m, .cacheWrite1h, .output,
    ]

    var cells: [Cell] {
        let call = recorded.call
        let usage = call.cost.usage
        let identity: [Cell] = [
            .text(call.id), .text(call.requestID), .text(call.at.iso8601), .text(call.attribution.team),
            .text(call.attribution.callsite), .text(call.attribution.user), .text(object(call.attribution.tags)),
            .text(call.cost.model), .text(call.requestedModel), .text(call.region), .text(call.cost.scope?.rawValue),
            .text(call.cost.tier.rawValue), .text(call.operation.rawValue), .text(call.status.rawValue),
            .text(call.cost.status.rawValue),
        ]
        let quantities: [Cell] = Self.tokens.map { .count(usage.tokens($0)) } + [.text(object(otherUnits))]
        let amounts: [Cell] =
            CostComponent.allCases.map { component in .money(recorded.breakdown.map { $0[component] }) }
            + [.money(recorded.breakdown?.total)]
        return identity + quantities + amounts + [
            .flag(recorded.isEstimated), .count(Int64(recorded.corrections)), .text(recorded.reservationID),
            .money(recorded.overshoot), .text(call.cost.ratesVersion), .text(call.cost.reason),
            .count(call.latencyMilliseconds),
        ]
    }

    /// What was used beside plain tokens, by item.
    private var otherUnits: [String: String] {
        let usage = recorded.call.cost.usage
        var others: [String: String] = [:]
        usage.forEach { item, quantity in
            if !Self.tokens.contains(item) { others[item.rawValue] = quantity.text }
        }
        return others
    }

    /// A JSON object as the text of one cell; nothing where it is empty.
    private func object(_ members: [String: String]) -> String? {
        guard !members.isEmpty else { return nil }
        var writer = JSONWriter()
        write(object: members, into: &writer)
        return writer.text
    }

    private func write(object members: [String: String], into writer: inout JSONWriter) {
        writer.beginObject()
        for (key, value) in members.sorted(by: { $0.key < $1.key }) {
            writer.key(key)
            writer.string(value)
        }
        writer.endObject()
    }
}
