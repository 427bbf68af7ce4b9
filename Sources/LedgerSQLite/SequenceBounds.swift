internal import Pricing

/// The first and the last sequence number of the calls of a range of time.
struct SequenceBounds {
    var from: Timestamp?
    var to: Timestamp?
    /// The high-water mark up to which the answer holds; up to there nothing is ever added.
    var through: Int64
    /// The numbers; `nil` where no call lies in the range.
    var bounds: ClosedRange<Int64>?
}
