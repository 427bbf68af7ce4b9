public import Pricing

/// A calendar month in UTC.
public struct Month: Sendable, Hashable {
    /// Its first moment.
    public let start: Timestamp
    /// The first moment after it.
    public let end: Timestamp

    /// The month that holds a moment.
    public init(containing moment: Timestamp) {
        let first = moment.iso8601.prefix(8) + "01"
        let start = Timestamp(iso8601: first) ?? moment.startOfDay
        self.start = start
        // 31 days on from a first lies in the next month, whatever the month.
        let next = start.advanced(byMilliseconds: 31 * 86_400_000).iso8601.prefix(8) + "01"
        end = Timestamp(iso8601: next) ?? start
    }

    /// A month as it is written: `2026-10`.
    ///
    /// - Returns: `nil` where the text is anything else.
    public init?(_ text: some StringProtocol) {
        guard text.utf8.count == 7, let start = Timestamp(iso8601: text + "-01"), start < .latest else { return nil }
        self.init(containing: start)
        guard name == text else { return nil }
    }

    /// The month as it is written: `2026-10`.
    public var name: String { String(start.iso8601.prefix(7)) }
}
