import LosslessJSON
import Pricing

/// Where the columns of a bill stand: CUR 2.0 as it names them, or the older reports that write `lineItem/UsageType`.
struct BillColumns {
    private let positions: [String: Int]
    private let teamTag: String?

    private static let required = [
        "line_item_line_item_type", "line_item_usage_start_date", "line_item_usage_type", "line_item_usage_amount",
        "line_item_unblended_cost",
    ]

    /// - Throws: ``BillError`` for a header without what is needed, or with a name twice.
    init(_ header: borrowing CSVRecordReader, teamTag: String?) throws(BillError) {
        var positions: [String: Int] = [:]
        for column in 0..<header.count {
            let name = Self.standardName(try header.text(column))
            guard positions.updateValue(column, forKey: name) == nil || name.hasPrefix("resource_tags") else {
                throw header.fault("column \(name) is there twice")
            }
        }
        let missing = Self.required.filter { positions[$0] == nil }
        guard missing.isEmpty else {
            throw header.fault(
                "this is no AWS cost and usage report: it has no column \(missing.joined(separator: ", "))")
        }
        self.positions = positions
        self.teamTag = teamTag
    }

    /// `lineItem/UsageType` as CUR 2.0 writes it, `line_item_usage_type`.
    static func standardName(_ name: String) -> String {
        let name = name.hasPrefix("\u{FEFF}") ? String(name.dropFirst()) : name
        guard name.contains("/") else { return name }
        var result = ""
        var previous: Character = "/"
        for character in name {
            if character == "/" {
                result.append("_")
            } else {
                if character.isUppercase, previous.isLowercase || previous.isNumber { result.append("_") }
                result.append(character.isUppercase ? Character(character.lowercased()) : character)
            }
            previous = character
        }
        return result
    }

    /// The line of a record.
    func line(_ record: borrowing CSVRecordReader) throws(BillError) -> BillLine {
        let start = try text("line_item_usage_start_date", record)
        guard let at = Timestamp(iso8601: Self.isoTime(start)) else {
            throw record.fault("the start of usage, \"\(start.prefix(40))\", is no time")
        }
        return BillLine(
            identity: try identity(record), at: at, kind: try text("line_item_line_item_type", record),
            productCode: try productCode(record),
            productName: try productName(record), usageType: try text("line_item_usage_type", record),
            resource: try text("line_item_resource_id", record),
            principal: try text("line_item_iam_principal", record),
            amount: try decimal("line_item_usage_amount", record),
            unit: try text("pricing_unit", record), rate: try decimal("line_item_unblended_rate", record),
            cost: try cost(record), team: try team(record))
    }

    private func text(_ name: String, _ record: borrowing CSVRecordReader) throws(BillError) -> String {
        guard let position = positions[name] else { return "" }
        return try record.text(position)
    }

    private func identity(_ record: borrowing CSVRecordReader) throws(BillError) -> String? {
        let id = try text("identity_line_item_id", record)
        return id.isEmpty ? nil : "\(id) \(try text("identity_time_interval", record))"
    }

    private func productCode(_ record: borrowing CSVRecordReader) throws(BillError) -> String {
        let code = try text("line_item_product_code", record)
        return code.hasPrefix("AmazonBedrock") ? code : try text("product_servicecode", record)
    }

    private func productName(_ record: borrowing CSVRecordReader) throws(BillError) -> String {
        let name = try text("product_product_name", record)
        if !name.isEmpty { return name }
        return try Self.member(["product_name"], of: try text("product", record), "product", record) ?? ""
    }

    private func cost(_ record: borrowing CSVRecordReader) throws(BillError) -> Money {
        let currency = try text("line_item_currency_code", record)
        guard currency.isEmpty || currency == "USD" else {
            throw record.fault("the bill is in \"\(currency.prefix(10))\", and the ledger counts US dollars only")
        }
        guard let cost = try decimal("line_item_unblended_cost", record) else { return .zero }
        guard let picodollars = cost.rounded(scaledByPowerOfTen: 12) else {
            throw record.fault("the cost is too large")
        }
        return Money(picodollars: picodollars)
    }

    private func decimal(_ name: String, _ record: borrowing CSVRecordReader) throws(BillError) -> ExactDecimal? {
        let text = try text(name, record)
        guard !text.isEmpty else { return nil }
        guard let decimal = ExactDecimal(text) else {
            throw record.fault("\(name), \"\(text.prefix(40))\", is no number")
        }
        return decimal
    }

    private func team(_ record: borrowing CSVRecordReader) throws(BillError) -> String? {
        guard let teamTag else { return nil }
        let names = [teamTag, "iamPrincipal/\(teamTag)", "resourceTags/\(teamTag)", "user_\(teamTag)"]
        let column = try text("resource_tags_user_\(teamTag)", record)
        if !column.isEmpty { return column }
        return try Self.member(names, of: try text("resource_tags", record), "resource_tags", record)
    }

    private static func member(
        _ names: [String], of json: String, _ column: String, _ record: borrowing CSVRecordReader
    ) throws(BillError) -> String? {
        guard !json.isEmpty else { return nil }
        guard let object = try? JSONValue.parse(json), object.kind == .object else {
            throw record.fault("\(column) is no JSON object")
        }
        return names.lazy.compactMap { object[$0]?.string }.first
    }

    /// Athena and Redshift write a space where ISO 8601 has a `T`.
    private static func isoTime(_ text: String) -> String {
        text.utf8.count >= 19 && !text.contains("T") ? text.replacing(" ", with: "T", maxReplacements: 1) : text
    }
}
