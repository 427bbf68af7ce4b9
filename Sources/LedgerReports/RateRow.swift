package import LosslessJSON
package import Pricing

/// What a model of a rate card costs at the standard rates of us-east-1, in one of its scopes.
package struct RateRow: Sendable {
    /// The model's id.
    package let model: String
    /// The scope; `any` where all scopes of the model cost the same.
    package let scope: String
    /// What a million tokens of each of ``items`` cost in US dollars; `nil` where the card has no such rate.
    package let rates: [String?]
    /// What else the model is billed by.
    package let otherItems: [String]

    /// The items that have a column each.
    package static let items: [BilledItem] = [
        .input, .cacheRead, .cacheWrite5m, .cacheWrite1h, .cacheWrite30m, .output,
    ]

    /// The models of a card by id, with the rates that hold at a moment.
    package static func rows(of card: RateCard, at now: Timestamp) -> [RateRow] {
        card.models.values.sorted { $0.id < $1.id }.flatMap { model in
            let scopes = model.distinctScopes
            return scopes.map { scope in
                RateRow(
                    model: model.id, scope: scopes.count == 1 ? "any" : scope.rawValue,
                    rates: items.map { item in
                        model.rate(of: item, scope: scope, region: "us-east-1", at: now)?.rate.listed(for: item)
                    },
                    otherItems: model.items.subtracting(items).map(\.rawValue).sorted())
            }
        }
    }
}

extension RateRow {
    /// Writes the row as a JSON object.
    package func write(to writer: inout JSONWriter) {
        writer.beginObject()
        writer.member("model", model)
        writer.member("scope", scope)
        for (item, rate) in zip(Self.items, rates) { writer.member("\(item.rawValue)_usd", rate) }
        writer.member("other_items", otherItems.isEmpty ? nil : otherItems.joined(separator: " "))
        writer.endObject()
    }
}
