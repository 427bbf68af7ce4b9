import Pricing

extension ChargeColumn {
    /// The 57 columns of FOCUS 1.2 in the order of their names, then those of our own.
    ///
    /// All are there even where they are always null, because the validator's rules refer from one to the other.
    static func focus(_ account: BillingAccount) -> [ChargeColumn] {
        charge(account) + price + provider + service(account) + own
    }

    private static func charge(_ account: BillingAccount) -> [ChargeColumn] {
        [
            null("AvailabilityZone"),
            number("BilledCost", \.cost),
            text("BillingAccountId") { _ in BillingAccount.arn(account.id) },
            text("BillingAccountName") { _ in account.name },
            null("BillingAccountType"),
            text("BillingCurrency") { _ in "USD" },
            number("BillingPeriodEnd", \.monthEnd.iso8601),
            number("BillingPeriodStart", \.monthStart.iso8601),
            null("CapacityReservationId"),
            null("CapacityReservationStatus"),
            // An amount without a quantity is no usage that FOCUS knows.
            text("ChargeCategory") { $0.key.item == nil ? "Adjustment" : "Usage" },
            null("ChargeClass"),
            text("ChargeDescription", \.description),
            text("ChargeFrequency") { $0.key.item == nil ? "One-Time" : "Usage-Based" },
            number("ChargePeriodEnd", \.end.iso8601),
            number("ChargePeriodStart", \.key.start.iso8601),
            null("CommitmentDiscountCategory"),
            null("CommitmentDiscountId"),
            null("CommitmentDiscountName"),
            null("CommitmentDiscountQuantity"),
            null("CommitmentDiscountStatus"),
            null("CommitmentDiscountType"),
            null("CommitmentDiscountUnit"),
        ]
    }

    private static let price: [ChargeColumn] = [
        number("ConsumedQuantity", \.quantity),
        text("ConsumedUnit", \.unit),
        number("ContractedCost", \.cost),
        number("ContractedUnitPrice", \.unitPrice),
        number("EffectiveCost", \.cost),
        null("InvoiceId"),
        // Spelt as the provider's name: another one would mean that a third party is paid.
        text("InvoiceIssuerName") { _ in "AWS" },
        number("ListCost", \.cost),
        number("ListUnitPrice", \.unitPrice),
        text("PricingCategory") { $0.key.item == nil ? nil : "Standard" },
        text("PricingCurrency") { _ in "USD" },
        number("PricingCurrencyContractedUnitPrice", \.unitPrice),
        number("PricingCurrencyEffectiveCost", \.cost),
        number("PricingCurrencyListUnitPrice", \.unitPrice),
        number("PricingQuantity", \.quantity),
        text("PricingUnit", \.unit),
    ]

    private static let provider: [ChargeColumn] = [
        text("ProviderName") { _ in "AWS" },
        text("PublisherName", \.publisher),
        text("RegionId", \.key.region),
        text("RegionName") { $0.key.region.map(RegionName.of) },
        text("ResourceId", \.resourceID),
        text("ResourceName", \.resourceName),
        text("ResourceType") {
            $0.key.profile == nil ? "Foundation Model" : "Application Inference Profile"
        },
    ]

    private static func service(_ account: BillingAccount) -> [ChargeColumn] {
        [
            text("ServiceCategory") { _ in "AI and Machine Learning" },
            text("ServiceName") { _ in "Amazon Bedrock" },
            text("ServiceSubcategory") { _ in "Generative AI" },
            text("SkuId", \.sku),
            text("SkuMeter") { $0.key.item?.meter },
            text("SkuPriceDetails", \.skuDetails),
            text("SkuPriceId", \.skuPrice),
            text("SubAccountId") { _ in BillingAccount.arn(account.subAccountID) },
            text("SubAccountName") { _ in account.subAccountName },
            null("SubAccountType"),
            text("Tags", \.tags),
        ]
    }

    private static let own: [ChargeColumn] = [
        number("x_CacheSavings", \.cacheSavings),
        text("x_Callsite", \.key.callsite),
        text("x_ModelId", \.key.model),
        number("x_RequestCount") { String($0.charge.requests) },
        text("x_Team", \.key.team),
    ]
}
