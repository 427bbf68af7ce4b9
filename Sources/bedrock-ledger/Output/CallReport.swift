import Ledger
import LedgerReports
import LosslessJSON
import Pricing

/// One call in full: for people as tables, for programs as the row of an export with its lines and details.
struct CallReport {
    private let recorded: RecordedCall
    private let details: CallDetails?

    /// A report on a call.
    init(_ recorded: RecordedCall, details: CallDetails?) {
        self.recorded = recorded
        self.details = details
    }

    /// Prints the call.
    func print(as format: OutputFormat) throws {
        if format == .json { return try StandardOutput.print(json) }
        var text = overview
        if !recorded.call.cost.lines.isEmpty { text += "\n" + lines }
        if let attempts = details?.attempts, !attempts.isEmpty { text += "\n" + table(of: attempts) }
        try StandardOutput.write(Array(text.utf8))
    }

    private var json: String {
        var writer = JSONWriter()
        recorded.write(with: details, to: &writer)
        return writer.text
    }

    private var overview: String {
        var table = TextTable([.init("call"), .init(recorded.call.id, maximumWidth: 400)])
        for (name, value) in filing + amounts + circumstances {
            if let value { table.add([name, value]) }
        }
        return table.text
    }

    private var filing: [(String, String?)] {
        let call = recorded.call
        return [
            ("request id", call.requestID), ("at", call.at.iso8601), ("team", call.attribution.team),
            ("callsite", call.attribution.callsite + (details?.line.map { ", line \($0)" } ?? "")),
            ("callsite from", details?.callsiteOrigin), ("user", call.attribution.user),
            ("tags", list(call.attribution.tags.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" })),
            ("model", call.cost.model), ("requested model", call.requestedModel), ("region", call.region),
            ("operation", call.operation.rawValue), ("status", call.status.rawValue),
            ("latency", call.latencyMilliseconds.map { "\($0) ms" }),
        ]
    }

    private var amounts: [(String, String?)] {
        let cost = recorded.call.cost
        let breakdown = recorded.breakdown ?? .zero
        let parts = CostComponent.allCases.filter { breakdown[$0] != .zero }
        return [
            ("usage", list(cost.usage.items.map { "\($0.rawValue) \(cost.usage[$0].text)" })),
            (
                "cost",
                recorded.breakdown.map { "USD \($0.total.usd)" + (recorded.isEstimated ? ", estimated" : "") }
                    ?? "unpriced"
            ),
            ("breakdown", list(parts.map { "\($0.rawValue) \(breakdown[$0].usd)" })),
            ("cost status", cost.status.rawValue), ("reason", cost.reason),
            ("scope", cost.scope?.rawValue), ("tier", cost.tier.rawValue),
            ("rates", cost.ratesVersion.isEmpty ? nil : cost.ratesVersion),
        ]
    }

    private var circumstances: [(String, String?)] {
        [
            ("corrections", String(recorded.corrections)), ("reservation", recorded.reservationID),
            ("overshoot", recorded.overshoot == .zero ? nil : "USD \(recorded.overshoot.usd)"),
            ("input bytes", details?.inputBytes.map { String($0) }), ("adjustment", details?.adjustment),
        ]
    }

    private var lines: String {
        var table = TextTable([
            .init("item"), .init("quantity", .right), .init("rate", .right), .init("per"), .init("cost", .right),
        ])
        for line in recorded.call.cost.lines {
            table.add([
                line.item.rawValue, line.quantity.text, line.rate.listed(for: line.item), line.item.listedUnit,
                line.cost.usd,
            ])
        }
        return table.text
    }

    private func table(of attempts: [CallAttempt]) -> String {
        var table = TextTable([
            .init("attempt", .right), .init("at"), .init("latency", .right), .init("outcome"), .init("error"),
            .init("request id"), .init("billed as"),
        ])
        for attempt in attempts {
            table.add([
                String(attempt.number), attempt.at.iso8601, "\(attempt.latencyMilliseconds) ms",
                attempt.outcome.rawValue, attempt.errorCode ?? "-", attempt.requestID ?? "-", attempt.billedAs ?? "-",
            ])
        }
        return table.text
    }

    private func list(_ entries: [String]) -> String? {
        entries.isEmpty ? nil : entries.joined(separator: ", ")
    }
}
