import Ledger
import LedgerReports
import LosslessJSON
import Pricing

/// What became of the calls that were offered to `record`.
struct RecordTally {
    /// Calls that are new.
    private(set) var recorded = 0
    /// Calls whose true figures replaced an estimate.
    private(set) var corrected = 0
    /// Calls that were there already.
    private(set) var duplicates = 0
    /// Calls whose id is there with other content.
    private(set) var conflicts = 0
    /// Lines that could not be read, and calls that the ledger cannot take.
    var rejected = 0
    /// New calls whose cost is not known.
    private(set) var unpriced = 0
    /// Why the first of these has no cost.
    private(set) var unpricedReason: String?
    /// What the new calls cost.
    private(set) var cost = Money.zero

    /// Counts one call.
    mutating func count(_ outcome: RecordOutcome, of call: Call) {
        switch outcome {
        case .recorded:
            recorded += 1
            if let total = call.cost.total {
                cost = cost + total
            } else {
                unpriced += 1
                unpricedReason = unpricedReason ?? call.cost.reason ?? call.cost.status.rawValue
            }
        case .corrected: corrected += 1
        case .duplicate: duplicates += 1
        case .conflict: conflicts += 1
        case .invalid: rejected += 1
        }
    }

    /// The summary as one JSON object.
    var json: String {
        var writer = JSONWriter()
        writer.beginObject()
        writer.member("recorded", recorded)
        writer.member("corrected", corrected)
        writer.member("duplicates", duplicates)
        writer.member("conflicts", conflicts)
        writer.member("rejected", rejected)
        writer.member("unpriced", unpriced)
        writer.member("cost_usd", cost)
        writer.endObject()
        return writer.text
    }
}
