internal import AWSSigning

/// When credentials are fetched anew before they end.
///
/// Within 15 minutes of the end one caller fetches while the others go on, within 10 minutes all wait: the times of
/// botocore 1.43. Credentials that live for less than 40 minutes would spend much of their life in these windows and be
/// fetched at every call, so for them the windows are half and a quarter of their life.
struct RefreshWindows: Sendable {
    /// The seconds before the end from which on new credentials are wanted.
    static let advisory: Int64 = 15 * 60
    /// The seconds before the end from which on new credentials are needed.
    static let mandatory: Int64 = 10 * 60

    /// How urgent new credentials are.
    enum Urgency: Sendable {
        case none, wanted, needed
    }

    private let wanted: Int64
    private let needed: Int64

    /// The windows of credentials that were fetched at a moment; none for those that never end.
    init(of credentials: Credentials, fetchedAt: UTCTime) {
        guard let end = credentials.expiration?.seconds else {
            (wanted, needed) = (.max, .max)
            return
        }
        let life = max(0, end - fetchedAt.seconds)
        wanted = end - min(Self.advisory, life / 2)
        needed = end - min(Self.mandatory, life / 4)
    }

    /// How urgent new credentials are at a moment.
    func urgency(at now: UTCTime) -> Urgency {
        if now.seconds >= needed { return .needed }
        return now.seconds >= wanted ? .wanted : .none
    }
}
