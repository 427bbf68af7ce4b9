import Pricing

extension ChargeColumn {
    /// The columns that Vantage knows; a file with any other is refused.
    static func vantage(_ account: BillingAccount) -> [ChargeColumn] {
        focus(account).filter { vantageNames.contains($0.name) }
    }

    private static let vantageNames: Set = [
        "BilledCost", "BillingAccountId", "BillingAccountName", "BillingCurrency", "ChargeCategory",
        "ChargeDescription", "ChargeFrequency", "ChargePeriodEnd", "ChargePeriodStart", "ConsumedQuantity",
        "ConsumedUnit", "ContractedCost", "EffectiveCost", "ListCost", "RegionId", "RegionName", "ResourceId",
        "ResourceName", "ResourceType", "ServiceCategory", "ServiceName", "ServiceSubcategory", "SubAccountId",
        "SubAccountName", "Tags",
    ]

    /// What Datadog requires, then columns of our own, which it takes for tags. No cell is ever empty.
    static let datadog: [ChargeColumn] = [
        text("ProviderName") { _ in "Amazon Bedrock" },
        text("ChargeDescription", \.description),
        number("ChargePeriodStart") { String($0.key.start.iso8601.prefix(10)) },
        // The last day is meant inclusively.
        number("ChargePeriodEnd") { String($0.key.start.iso8601.prefix(10)) },
        number("BilledCost", \.cost),
        text("BillingCurrency") { _ in "USD" },
        text("team", \.key.team),
        text("callsite", \.key.callsite),
        text("model", \.key.model),
        text("publisher", \.publisher),
        text("meter", \.meter),
        text("region") { $0.key.region ?? "unknown" },
        text("route", \.route),
        text("tier", \.key.tier.rawValue),
    ]
}
