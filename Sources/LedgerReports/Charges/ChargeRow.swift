import Ledger
import LosslessJSON
import Pricing

/// A charge with the texts that the profiles write of it.
struct ChargeRow {
    let charge: Charge
    /// The length of the charge's period.
    let periodMilliseconds: Int64
    /// Who makes the model, where the rate card knows it.
    let vendor: String?

    var key: ChargeKey { charge.key }
    var end: Timestamp { key.start.advanced(byMilliseconds: periodMilliseconds) }

    /// The first moment of the calendar month, in UTC.
    var monthStart: Timestamp { Month(containing: key.start).start }
    /// The first moment of the month after it.
    var monthEnd: Timestamp { Month(containing: key.start).end }

    /// The amount with a decimal point, by which readers that guess types see a decimal.
    var cost: String { Self.decimal(charge.cost.usd) }
    /// The quantity with a decimal point; `nil` for an amount without one.
    var quantity: String? { key.item.map { _ in Self.decimal(charge.quantity.text) } }
    /// What one unit costs; `nil` for an amount without a quantity.
    var unitPrice: String? { key.rate.map { Self.decimal($0.usd) } }
    var unit: String? { key.item?.unit.focusName }
    var cacheSavings: String? { charge.cacheSavings.map { Self.decimal($0.usd) } }

    /// What was billed, in words.
    var meter: String { key.item?.meter ?? "Estimated Charges" }

    /// The charge in one line of ASCII.
    var description: String {
        guard key.item != nil else { return "Amount held for calls of \(model) whose usage is not known" }
        return "\(meter) of \(model), \(key.tier.rawValue), \(route)"
    }

    /// How the call was routed, in the words of the rate card.
    var route: String { key.scope?.rawValue ?? "unknown route" }
    /// The model's id in ASCII.
    var model: String { Self.ascii(key.model) }

    /// The maker of the model: as the rate card says, or else the first part of its id.
    var publisher: String { Self.ascii(vendor ?? key.model.split(separator: ".").first.map(String.init) ?? "AWS") }

    /// The ARN of what was called.
    var resourceID: String {
        if let profile = key.profile { return Self.ascii(profile) }
        return "arn:aws:bedrock:\(Self.ascii(key.region ?? ""))::foundation-model/\(model)"
    }

    var resourceName: String {
        guard let profile = key.profile else { return model }
        return Self.ascii(profile.split(separator: "/").last.map(String.init) ?? profile)
    }

    /// What identifies the item of the model in its region.
    var sku: String? {
        key.item.map { "\(Self.ascii(key.region ?? "unknown"))-\(model)-\($0.rawValue.replacing("_", with: "-"))" }
    }

    /// What identifies its price: the item, the route, the tier and the rate, because a rate may change.
    var skuPrice: String? {
        guard let sku, let rate = key.rate else { return nil }
        let tier = key.tier.rawValue.replacing("_", with: "-")
        return "\(sku)-\(route.replacing(" ", with: "-"))-\(tier)-\(rate.usd)"
    }

    /// What the price depends on, as flat JSON.
    var skuDetails: String? {
        guard let item = key.item else { return nil }
        return Self.object([
            ("x_ModelId", key.model), ("x_Route", route), ("x_ServiceTier", key.tier.rawValue),
            ("x_TokenType", item.rawValue),
        ])
    }

    /// Whom the charge is allocated to, as flat JSON.
    var tags: String { Self.object([("callsite", key.callsite), ("team", key.team)]) }

    private static func object(_ members: [(String, String)]) -> String {
        var writer = JSONWriter()
        writer.beginObject()
        for (name, value) in members {
            writer.key(name)
            writer.string(value)
        }
        writer.endObject()
        return writer.text
    }

    private static func decimal(_ number: String) -> String {
        number.contains(".") ? number : number + ".0"
    }

    /// The text with `?` for whatever is not printable ASCII.
    private static func ascii(_ text: String) -> String {
        if text.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F }) { return text }
        return String(text.map { $0.isASCII && !$0.isNewline && $0 >= " " ? $0 : "?" })
    }
}
