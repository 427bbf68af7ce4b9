import Pricing

/// A bill of a test, as AWS exports it.
struct Bill {
    private static let columns = [
        "identity_line_item_id", "identity_time_interval", "bill_billing_entity", "line_item_line_item_type",
        "line_item_usage_start_date", "line_item_product_code", "line_item_usage_type", "line_item_resource_id",
        "line_item_iam_principal", "line_item_usage_amount", "line_item_currency_code", "line_item_unblended_rate",
        "line_item_unblended_cost", "pricing_unit", "product", "resource_tags",
    ]

    private(set) var csv = columns.joined(separator: ",") + "\n"
    private var count = 0

    /// Adds a line of usage that AWS bills itself.
    mutating func add(
        _ usageType: String, _ amount: String, cost: String, on day: String = "2026-10-05", unit: String = "1K tokens",
        code: String = "AmazonBedrock", kind: String = "Usage", principal: String = "", product: String = "",
        rate: String = "", currency: String = "USD", tags: String = "", id: String? = nil
    ) {
        count += 1
        let cells = [
            id ?? "line\(count)", "\(day)T00:00:00Z/\(day)T23:59:59Z", product.isEmpty ? "AWS" : "AWS Marketplace",
            kind, "\(day)T00:00:00.000Z", code, usageType, "", principal, amount, currency, rate, cost, unit,
            product.isEmpty ? "" : "{\"product_name\":\"\(product) (Amazon Bedrock Edition)\"}", tags,
        ]
        csv +=
            cells.map { $0.contains("\"") ? "\"\($0.replacing("\"", with: "\"\""))\"" : $0 }
            .joined(separator: ",") + "\n"
    }

    /// Adds a line of usage that AWS Marketplace bills, whose product code says nothing.
    mutating func addMarketplace(
        _ product: String, _ usageType: String, _ amount: String, cost: String, on day: String = "2026-10-05",
        unit: String = "1M tokens", principal: String = ""
    ) {
        add(
            usageType, amount, cost: cost, on: day, unit: unit, code: "4kkxm2ab", principal: principal,
            product: product)
    }
}
