import Pricing

/// Counts the calls of each model in the present minute of the clock.
struct RateWindow: Sendable {
    private var minute: Int64 = 0
    private var counts: [String: Int] = [:]

    /// The most models that are told apart in one minute.
    static let maximumModels = 10_000

    /// Counts a call.
    ///
    /// - Returns: Whether it is within the limit; one that is not does not count.
    mutating func admits(_ model: String, limit: Int, at now: Timestamp) -> Bool {
        let present = now.milliseconds / 60_000
        if present != minute {
            minute = present
            counts.removeAll(keepingCapacity: true)
        }
        let count = counts[model] ?? 0
        guard count < limit, counts.count < Self.maximumModels || count > 0 else { return false }
        counts[model] = count + 1
        return true
    }
}
