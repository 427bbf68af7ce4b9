public import FileReading
import Ledger
public import Pricing

/// What an import did.
public struct ImportSummary: Sendable, Hashable {
    /// Calls without a price, by model and reason.
    public struct Unpriced: Sendable, Hashable {
        /// The model as it is reported.
        public let model: String
        /// Why there is no price.
        public let reason: String
    }

    /// The files that were read.
    public internal(set) var files = 0
    /// The files that were left out, because their name or content says that they are no logs.
    public internal(set) var ignoredFiles = 0
    /// What was named or found and could not be read at all.
    public internal(set) var unreadable: [FileReadingError] = []
    /// The invocation log records that were understood.
    public internal(set) var records = 0
    /// Those that are new in the ledger.
    public internal(set) var recorded = 0
    /// Those that replaced an estimate or a missing price.
    public internal(set) var corrected = 0
    /// Those that the ledger had already.
    public internal(set) var duplicates = 0
    /// How many the ledger has with other content; they changed nothing.
    public internal(set) var conflictCount = 0
    /// The first of the conflicts.
    public internal(set) var conflicts: [RecordFault] = []
    /// How many of the new calls failed at the service, which bills nothing for them.
    public internal(set) var failedCalls = 0
    /// How many of the new calls have no price, by model and reason.
    public internal(set) var unpriced: [Unpriced: Int] = [:]
    /// What the new and corrected calls cost, without those that have no price.
    public internal(set) var cost = Money.zero
    /// How many places could not be understood and were skipped.
    public internal(set) var brokenCount = 0
    /// The first of the places that could not be understood.
    public internal(set) var broken: [RecordFault] = []
    /// How many names of teams, callsites, users and tags were changed to fit the ledger's rules.
    public internal(set) var changedNames = 0
    /// The time of the earliest record.
    public internal(set) var earliest: Timestamp?
    /// The time of the latest record.
    public internal(set) var latest: Timestamp?

    /// How many of the new calls have no price.
    public var unpricedCount: Int { unpriced.values.reduce(0, +) }

    /// Kinds of unpriced calls that are told apart; what exceeds them is counted under one name.
    private static let maximumKinds = 1000

    private let maximumListed: Int

    init(_ source: LogSource, limits: ImportLimits) {
        maximumListed = limits.maximumListed
        ignoredFiles = source.ignoredFiles
        unreadable = source.unreadable
    }

    mutating func addBroken(_ fault: RecordFault) {
        brokenCount += 1
        if broken.count < maximumListed { broken.append(fault) }
    }

    mutating func add(_ outcome: RecordOutcome, of call: Call, at place: RecordFault) {
        switch outcome {
        case .recorded:
            recorded += 1
            if call.status == .failed { failedCalls += 1 }
            if call.cost.total == nil { addUnpriced(call.cost) }
            cost = cost + (call.cost.total ?? .zero)
        case .corrected:
            corrected += 1
            cost = cost + (call.cost.total ?? .zero)
        case .duplicate:
            duplicates += 1
        case .conflict(let reason):
            conflictCount += 1
            guard conflicts.count < maximumListed else { return }
            conflicts.append(RecordFault(file: place.file, line: place.line, reason: reason))
        case .invalid(let reason):
            records -= 1
            addBroken(RecordFault(file: place.file, line: place.line, reason: reason))
        }
    }

    mutating func addTime(_ time: Timestamp) {
        earliest = min(earliest ?? time, time)
        latest = max(latest ?? time, time)
    }

    private mutating func addUnpriced(_ cost: Cost) {
        var kind = Unpriced(model: cost.model, reason: cost.reason ?? "no reason is known")
        if unpriced[kind] == nil, unpriced.count >= Self.maximumKinds {
            kind = Unpriced(model: "other", reason: "further models and reasons")
        }
        unpriced[kind, default: 0] += 1
    }
}
