/// A token bucket that keeps retries a small part of all calls.
///
/// Every call pays a fraction of a token in, every retry takes a whole one out. However badly the service does, the
/// retries of any stretch of calls are at most ``reserve`` plus that fraction of the calls. There is no refund for a
/// retry that succeeds and none by the clock: either would void that bound when it matters most.
///
/// The bucket counts in hundredths of a token, so it is exact and never negative.
public struct RetryBudget: Sendable, Hashable {
    /// The most retries the bucket holds, and what it starts with. From 0 to 1,000,000.
    public let reserve: Int

    /// How many retries a hundred calls pay for. From 0 to 1,000.
    public let percent: Int

    private var hundredths: Int

    /// Creates a full bucket; values out of range are brought into it.
    ///
    /// - Parameters:
    ///   - reserve: The most retries the bucket holds. Ten let the first calls of a process retry at all.
    ///   - percent: How many retries a hundred calls pay for.
    public init(reserve: Int = 10, percent: Int = 10) {
        self.reserve = min(max(reserve, 0), 1_000_000)
        self.percent = min(max(percent, 0), 1_000)
        self.hundredths = self.reserve * 100
    }

    /// How many retries the bucket can pay for now. From zero to ``reserve``.
    public var balance: Int { hundredths / 100 }

    /// Notes that a call begins. Not to be used for its retries.
    public mutating func deposit() {
        hundredths = min(hundredths + percent, reserve * 100)
    }

    /// Takes one retry out.
    ///
    /// - Returns: Whether the bucket could pay. When not, nothing changes.
    public mutating func withdraw() -> Bool {
        guard hundredths >= 100 else { return false }
        hundredths -= 100
        return true
    }
}
