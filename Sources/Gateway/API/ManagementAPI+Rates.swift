import BedrockLedger
import Ledger
import LedgerReports
import Logging
import LosslessJSON
import Pricing

extension ManagementAPI {
    /// `GET rates`: the rate card that calls are priced by.
    func rates() -> APIAnswer {
        let card = metering.pricer().card
        let now = clock()
        return .json { writer in
            writer.beginObject()
            writer.member("version", card.version)
            writer.member("published", card.published)
            writer.member("age_days", card.age(at: now))
            writer.member("warning", card.stalenessWarning(at: now))
            writer.key("models")
            writer.beginArray()
            for row in RateRow.rows(of: card, at: now) { row.write(to: &writer) }
            writer.endArray()
            writer.endObject()
        }
    }

    /// `POST rates/reload`: reads the rate card anew from where it came.
    func reloadRates(_ question: Question) async throws -> APIAnswer {
        guard let reload = configuration.reloadRates else {
            throw APIProblem(.conflict, "this gateway has its rate card from nowhere that it could be read again")
        }
        do {
            try await reload()
        } catch {
            configuration.logger.error("the rate card cannot be loaded, so the one before stays: \(error)")
            throw APIProblem(
                .conflict, "the rate card cannot be loaded, so the one before stays; the gateway's log tells why")
        }
        configuration.logger.notice(
            "the rate card \(metering.pricer().card.version) was loaded",
            metadata: ["actor": "\(question.principal.actor)"])
        return rates()
    }
}
