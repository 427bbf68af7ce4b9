extension CallTable {
    /// How many sequence numbers a range has.
    ///
    /// - Throws: ``LedgerError/Code/invalidInput`` for more than a page may have, and for numbers below 1.
    public static func checkedCount(of sequences: ClosedRange<Int64>) throws(LedgerError) -> Int {
        let count = sequences.upperBound.subtractingReportingOverflow(sequences.lowerBound).partialValue
        guard sequences.lowerBound >= 1, count < Int64(CallFilter.pageSizes.upperBound) else {
            throw .invalidInput(
                "range of calls", "\(sequences.lowerBound) to \(sequences.upperBound)",
                "must lie above zero and have \(CallFilter.pageSizes.upperBound) numbers at most")
        }
        return Int(count) + 1
    }
}
