extension Cost {
    /// The version of the rates of a cost that its caller stated.
    public static let statedVersion = "stated"

    /// The largest amount that can be stated for one call.
    public static let maximumStated = Money(picodollars: 10_000 * Money.picodollarsPerDollar)

    /// A cost that its caller states, exactly: for calls that no rate card prices, such as those of other providers.
    ///
    /// It is one line, so many microdollars at a microdollar each, which no re-pricing changes.
    /// - Parameters:
    ///   - amount: What the call cost; zero to ``maximumStated``.
    ///   - model: The model as it is reported.
    ///   - usage: What was used, for the record.
    /// - Returns: `nil` where the amount is out of range.
    public static func stated(_ amount: Money, model: String, usage: Usage = Usage()) -> Cost? {
        // A microdollar has a million picodollars, and a quantity is counted in millionths.
        let quantity = Quantity(millionths: amount.picodollars)
        let rate = Rate(picodollarsPerUnit: 1_000_000)
        guard (Money.zero...maximumStated).contains(amount),
            let line = LineItem(item: .statedMicrodollar, quantity: quantity, rate: rate)
        else { return nil }
        var usage = usage
        usage[.statedMicrodollar] = quantity
        return Cost(
            status: .priced, model: model, scope: nil, usage: usage, lines: amount == .zero ? [] : [line],
            ratesVersion: statedVersion, reason: "the caller stated the cost; no rate card was asked")
    }
}
