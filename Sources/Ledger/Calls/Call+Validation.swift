public import Pricing

extension Call {
    /// The most that one call may cost: a million US dollars.
    public static let maximumCost = Money(picodollars: 1_000_000 * Money.picodollarsPerDollar)
    /// The most of one item that one call may use, so that sums over a billion calls stay in range.
    public static let maximumQuantity = Quantity(10_000_000_000)

    /// The call with its texts normalised, once every value is known to be in range.
    ///
    /// - Throws: ``LedgerError/Code/invalidInput`` naming the field, the value and the rule.
    public func validated() throws(LedgerError) -> Call {
        var result = self
        result.id = try TextRule.identifier.validated(id, as: "call id")
        if let requestID { result.requestID = try TextRule.identifier.validated(requestID, as: "request id") }
        try at.validate(as: "time of the call")
        result.attribution = try attribution.validated()
        result.requestedModel = try TextRule.model.validated(requestedModel, as: "requested model")
        if let region { result.region = try TextRule.identifier.validated(region, as: "region") }
        if let latencyMilliseconds, !(0...31_536_000_000).contains(latencyMilliseconds) {
            throw .invalidInput("latency", "\(latencyMilliseconds) ms", "must lie between zero and one year")
        }
        result.cost = try cost.validated()
        return result
    }
}

extension Cost {
    /// The cost with its texts normalised, once every quantity and amount is known to be in range.
    ///
    /// - Throws: ``LedgerError/Code/invalidInput`` naming the field, the value and the rule.
    public func validated() throws(LedgerError) -> Cost {
        var result = self
        result.model = try TextRule.model.validated(model, as: "model")
        result.ratesVersion = try TextRule.note.validated(ratesVersion, as: "version of the rates")
        if let reason { result.reason = try TextRule.note.validated(reason, as: "reason") }
        try usage.forEach { (item, quantity) throws(LedgerError) in
            guard !(Quantity.zero...Call.maximumQuantity).contains(quantity) else { return }
            throw .invalidInput(
                "quantity of \(item.rawValue)", quantity.text, "must lie between 0 and \(Call.maximumQuantity.text)")
        }
        guard lines.count <= 64 else {
            throw .invalidInput("cost lines", "\(lines.count)", "are too many; the limit is 64")
        }
        guard status == .priced || lines.isEmpty else {
            throw .invalidInput("cost lines", "\(lines.count)", "must be empty where the call is \(status.rawValue)")
        }
        for line in lines where line.cost > Call.maximumCost || line.cost.isNegative {
            throw .invalidInput("cost", line.cost.description, "must lie between zero and \(Call.maximumCost)")
        }
        guard breakdown.total <= Call.maximumCost else {
            throw .invalidInput("cost", breakdown.total.description, "is above the limit of \(Call.maximumCost)")
        }
        return result
    }
}

extension Timestamp {
    /// Throws where the moment lies outside the years 1 to 9999.
    func validate(as field: String) throws(LedgerError) {
        guard (Timestamp.earliest...Timestamp.latest).contains(self) else {
            throw .invalidInput(field, "\(milliseconds) ms", "must lie in the years 1 to 9999")
        }
    }
}
