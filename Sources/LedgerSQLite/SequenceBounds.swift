internal import Pricing

/// The first and the last sequence number of the calls of a range of time.
struct SequenceBounds {
    var from: Timestamp?
    var to: Timestamp?
    /// The high-water mark up to which the answer holds; up to there nothing is ever added.
    var through: Int64
    /// The numbers; `nil` where no call lies in the range.
    var bounds: ClosedRange<Int64>?
    /// How many calls lie in the range.
    var calls: Int64 = 0

    /// Whether most calls between the bounds lie at other times, as after an import of old logs: then it is quicker to
    /// go by time.
    var isScattered: Bool {
        guard let bounds else { return false }
        return (bounds.upperBound - bounds.lowerBound) / 8 > calls
    }
}
