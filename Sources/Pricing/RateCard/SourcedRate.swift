/// A rate with the evidence for it.
public struct SourcedRate: Sendable, Hashable {
    /// How sure the card is of a rate.
    public enum Confidence: String, Sendable, Hashable, CaseIterable {
        /// AWS and an independent source agree.
        case high
        /// AWS alone, or two independent third parties.
        case medium
        /// One third party.
        case low
        /// Nobody said.
        case unstated
    }

    /// The rate for one unit.
    public let rate: Rate
    /// How sure the card is of it.
    public let confidence: Confidence
    /// The names of the sources, as the card's `sources` explain them.
    public let sources: [String]

    /// What goes with every cost at this rate, where the evidence leaves a doubt.
    public let note: String?

    /// A rate with the evidence for it.
    public init(rate: Rate, confidence: Confidence = .unstated, sources: [String] = [], note: String? = nil) {
        self.note = note
        self.rate = rate
        self.confidence = confidence
        self.sources = sources
    }
}
