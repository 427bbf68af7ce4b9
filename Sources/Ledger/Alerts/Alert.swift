public import Pricing

/// Something that somebody has to know, as the ledger keeps it: written once, in the transaction of what caused it.
public struct Alert: Sendable, Hashable {
    /// Where it stands among the alerts; later ones have higher numbers.
    public var number: Int64
    /// Its id, by which a receiver knows one that comes twice.
    public var id: String
    /// What happened.
    public var fact: AlertFact
    /// When it happened first.
    public var at: Timestamp
    /// When it happened last.
    public var lastAt: Timestamp
    /// How often it happened.
    public var count: Int64
    /// When a gateway wrote it to its log.
    public var loggedAt: Timestamp?
    /// What became of its delivery.
    public var delivery: AlertDelivery

    /// Something that somebody has to know.
    public init(
        number: Int64, id: String, fact: AlertFact, at: Timestamp, lastAt: Timestamp, count: Int64,
        loggedAt: Timestamp? = nil, delivery: AlertDelivery
    ) {
        self.number = number
        self.id = id
        self.fact = fact
        self.at = at
        self.lastAt = lastAt
        self.count = count
        self.loggedAt = loggedAt
        self.delivery = delivery
    }

    /// The most alerts that are kept; beyond them the oldest go.
    public static let maximumKept = 10_000
    /// For how long an alert is kept once its delivery has ended, in milliseconds.
    public static let retentionMilliseconds: Int64 = 30 * 86_400_000
    /// The most models without a price that one day has alerts of, because callers choose what they call a model.
    public static let maximumUnpricedModels = 100
    /// How many alerts may be asked for at once.
    public static let pageSizes: ClosedRange<Int> = 1...10_000
}
