import Pricing

/// One line of a bill, as it stands there.
struct BillLine {
    /// What identifies the line within one bill; `nil` where the export has no such column.
    var identity: String?
    /// When the usage started.
    var at: Timestamp
    /// `Usage`, `Tax`, `Credit`, …
    var kind: String
    var productCode: String
    /// The name of the product, where the export has one: "Claude Sonnet 4.6 (Amazon Bedrock Edition)".
    var productName: String
    var usageType: String
    var resource: String
    /// Who called, where the export names callers.
    var principal: String
    /// The amount in the unit that the line is billed in; `nil` for a line without one.
    var amount: ExactDecimal?
    var unit: String
    /// What one unit costs; `nil` where the line has none.
    var rate: ExactDecimal?
    var cost: Money
    /// The value of the tag that names teams; `nil` where nobody asked or the line has none.
    var team: String?

    private static let edition = " (Amazon Bedrock Edition)"

    /// Whether the line is of Bedrock: billed by AWS, or through AWS Marketplace, where most models of others are.
    var isBedrock: Bool {
        productCode == "AmazonBedrock" || productCode == "AmazonBedrockService" || productName.hasSuffix(Self.edition)
    }

    /// The model's name in the product's name.
    var marketplaceModel: String {
        productName.hasSuffix(Self.edition) ? String(productName.dropLast(Self.edition.count)) : productName
    }
}
