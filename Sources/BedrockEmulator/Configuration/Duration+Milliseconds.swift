extension Duration {
    /// Whole milliseconds, rounded down, held within what 64 bits can say.
    var milliseconds: Int64 {
        let (product, overflow) = components.seconds.multipliedReportingOverflow(by: 1_000)
        if overflow { return components.seconds < 0 ? .min : .max }
        return product.addingReportingOverflow(components.attoseconds / 1_000_000_000_000_000).partialValue
    }
}
