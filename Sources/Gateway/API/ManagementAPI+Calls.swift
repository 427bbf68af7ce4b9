import AWSSigning
import BedrockLedger
import Ledger
import LedgerReports
import LosslessJSON
import Pricing

extension ManagementAPI {
    private static let rows = 1...1000

    /// `GET spend`: who spent what.
    func spend(_ question: Question) async throws -> APIAnswer {
        let keys = try Self.keys(question.query["by"])
        let top = try question.query.integer("top", in: Self.rows, or: Self.rows.upperBound)
        let filter = try question.query.filter(for: question.principal, pricer: metering.pricer())
        let report = try await ledger.spend(by: keys, filter: filter)
        return .json(Array(SpendRendering(report).json(first: top).utf8))
    }

    /// `GET calls`: the calls by order of recording, a page at a time.
    func calls(_ question: Question) async throws -> APIAnswer {
        let limit = try question.query.integer("limit", in: Self.rows, or: 100)
        let filter = try question.query.filter(for: question.principal, pricer: metering.pricer())
        let cursor = try question.query["cursor"].map(CallCursor.init(text:))
        // Pages end where the first one saw the ledger end, so that whoever reads them all has one consistent cut.
        let last: Int64
        if let cursor { last = cursor.last } else { last = try await ledger.lastSequence() }
        let page = try await ledger.calls(filter, after: cursor?.after ?? 0, through: last, limit: limit)
        let next = page.count < limit ? nil : page.last.map { CallCursor(after: $0.sequence, last: last).text }
        return .json { writer in
            writer.beginObject()
            writer.key("calls")
            writer.beginArray()
            for call in page {
                writer.beginObject()
                CallRow(call).writeMembers(into: &writer)
                writer.endObject()
            }
            writer.endArray()
            writer.member("next_cursor", next)
            writer.endObject()
        }
    }

    /// `GET calls/{id}`: one call in full.
    func call(_ question: Question) async throws -> APIAnswer {
        guard let recorded = try await ledger.call(question.name),
            question.principal.sees(team: recorded.call.attribution.team)
        else { throw APIProblem.notFound("call", question.name) }
        let details = try await ledger.callDetails(recorded.call.id)
        return .json { recorded.write(with: details, to: &$0) }
    }

    /// `GET export`: one row a call, however many there are.
    func export(_ question: Question) throws -> APIAnswer {
        let format = try question.query.choice("format", of: ExportFormat.self) ?? .csv
        let filter = try question.query.filter(for: question.principal, pricer: metering.pricer())
        return .export(
            CallExport(store: ledger, filter: filter, format: format == .csv ? .csv : .jsonLines),
            headers: [
                HeaderField("Content-Type", format.contentType),
                HeaderField("Content-Disposition", "attachment; filename=\"calls.\(format.rawValue)\""),
            ])
    }

    private static func keys(_ names: String?) throws(APIProblem) -> [SpendKey] {
        guard let names else { return [.team, .callsite] }
        var keys: [SpendKey] = []
        for name in names.split(separator: ",", omittingEmptySubsequences: false) {
            guard let key = SpendKey(name), !keys.contains(key) else {
                throw .invalid("by", String(name), "one of \(SpendKey.allNames), each once")
            }
            keys.append(key)
        }
        return keys
    }
}
