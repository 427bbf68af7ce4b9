public import LosslessJSON

extension Cost {
    /// Writes the members of a cost into an object that is open: `status`, `model`, `scope`, `cost_usd`,
    /// `cost_breakdown`, `lines`, `rates_version`, `reason`.
    ///
    /// Money is written as a decimal text in US dollars, exact and without an exponent; an unknown cost as null.
    public func writeMembers(into writer: inout JSONWriter) {
        writer.key("status")
        writer.string(status.rawValue)
        writer.key("model")
        writer.string(model)
        writer.key("scope")
        writer.string(orNull: scope?.rawValue)
        writer.key("cost_usd")
        writer.string(orNull: total?.usd)
        writer.key("cost_breakdown")
        write(breakdown: status == .priced ? breakdown : nil, into: &writer)
        writeLines(into: &writer)
        writer.key("rates_version")
        writer.string(ratesVersion)
        writer.key("reason")
        writer.string(orNull: reason)
    }

    /// Writes the member `lines` into an object that is open: every quantity with its rate.
    public func writeLines(into writer: inout JSONWriter) {
        writer.key("lines")
        writer.beginArray()
        for line in lines { write(line, into: &writer) }
        writer.endArray()
    }

    private func write(breakdown: CostBreakdown?, into writer: inout JSONWriter) {
        guard let breakdown else { return writer.null() }
        writer.beginObject()
        for component in CostComponent.allCases {
            writer.key(component.rawValue)
            writer.string(breakdown[component].usd)
        }
        writer.endObject()
    }

    private func write(_ line: LineItem, into writer: inout JSONWriter) {
        writer.beginObject()
        writer.key("item")
        writer.string(line.item.rawValue)
        writer.key("quantity")
        if let number = JSONNumber(line.quantity.text) { writer.number(number) } else { writer.null() }
        writer.key("unit")
        writer.string(line.item.unit.rawValue)
        writer.key("rate_usd")
        writer.string(line.rate.usd)
        writer.key("cost_usd")
        writer.string(line.cost.usd)
        writer.endObject()
    }
}
