import Ledger
import Pricing

/// What the calls of one charge have in common: everything that a bill tells apart, and one rate.
struct ChargeKey: Hashable {
    /// The start of the hour or day in UTC.
    var start: Timestamp
    var team: String
    var callsite: String
    var model: String
    /// The application inference profile that was called; `nil` for a model or a profile of AWS.
    var profile: String?
    var region: String?
    var scope: PriceScope?
    var tier: PriceTier
    /// What was billed; `nil` for the amount that stands for an unknown cost.
    var item: BilledItem?
    /// What one unit costs; `nil` for an amount without a quantity.
    var rate: Rate?

    /// What a call has in common with others, before its lines are looked at.
    init(of recorded: RecordedCall, start: Timestamp) {
        let call = recorded.call
        self.start = start
        team = call.attribution.team
        callsite = call.attribution.callsite
        model = call.cost.model
        profile = call.requestedModel.contains(":application-inference-profile/") ? call.requestedModel : nil
        region = call.region
        scope = call.cost.scope
        tier = call.cost.tier
    }

    /// The key with an item and its rate.
    func with(_ item: BilledItem, _ rate: Rate) -> ChargeKey {
        var key = self
        key.item = item
        key.rate = rate
        return key
    }

    /// What charges are sorted by, so that two exports of the same calls are the same file.
    static func precedes(_ left: ChargeKey, _ right: ChargeKey) -> Bool {
        for (left, right) in zip(left.texts, right.texts) where left != right { return left < right }
        if left.item != right.item { return left.position < right.position }
        return left.rate?.picodollarsPerUnit ?? 0 < right.rate?.picodollarsPerUnit ?? 0
    }

    private var texts: [String] {
        [team, callsite, model, profile ?? "", region ?? "", scope?.rawValue ?? "", tier.rawValue]
    }

    private var position: Int {
        item.flatMap { BilledItem.allCases.firstIndex(of: $0) } ?? BilledItem.allCases.count
    }
}
