import Ledger
import Pricing

/// The cells of a row that say what a call is filed under, as they were written for other calls of the same: there are
/// far fewer of these than calls.
struct FiledCells {
    /// How many are kept.
    private static let slots = 4096

    private struct Slot {
        var attribution: Attribution
        var model: String
        var requestedModel: String
        var region: String?
        var scope: PriceScope?
        var tier: PriceTier
        var operation: CallOperation
        var bytes: [UInt8]

        func fits(_ call: Call) -> Bool {
            operation == call.operation && scope == call.cost.scope && tier == call.cost.tier
                && model == call.cost.model && requestedModel == call.requestedModel && region == call.region
                && attribution == call.attribution
        }
    }

    private var kept: [Slot?] = Array(repeating: nil, count: slots)

    /// The cells of a call, written where they are not known.
    mutating func cells(of call: Call, write: (inout CSVWriter) -> Void) -> [UInt8] {
        var hasher = Hasher()
        hasher.combine(call.attribution.callsite)
        hasher.combine(call.cost.model)
        let index = Int(UInt(bitPattern: hasher.finalize()) % UInt(Self.slots))
        if let slot = kept[index], slot.fits(call) { return slot.bytes }
        var writer = CSVWriter()
        write(&writer)
        kept[index] = Slot(
            attribution: call.attribution, model: call.cost.model, requestedModel: call.requestedModel,
            region: call.region, scope: call.cost.scope, tier: call.cost.tier, operation: call.operation,
            bytes: writer.bytes)
        return writer.bytes
    }
}
