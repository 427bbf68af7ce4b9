public import LosslessJSON

/// How much a repair may assume about the text.
public enum RepairLevel: String, Sendable, Hashable, CaseIterable, Comparable {
    /// The three structural passes only: strip code fences, balance braces and brackets, drop trailing commas.
    case strictly
    /// Also what models commonly get wrong and what has one sensible reading: quotation marks, comments, commas, colons,
    /// literals of Python, line breaks in strings, text cut off in the middle.
    case commonly
    /// Also what needs a convention: `null` for a missing value and for `NaN`, tuples, joined strings.
    case liberally

    /// Whether the left level assumes less than the right one.
    public static func < (left: RepairLevel, right: RepairLevel) -> Bool { left.rank < right.rank }

    private var rank: Int {
        switch self {
        case .strictly: 0
        case .commonly: 1
        case .liberally: 2
        }
    }
}

/// Which of several objects and arrays in a text is meant.
///
/// Only outermost ones are candidates: a valid piece of something larger that is broken is never taken for the whole.
public enum CandidateChoice: String, Sendable, Hashable, CaseIterable {
    /// The one with the most bytes; of equals the first. A citation such as `[1]` does not win over the answer.
    case largest
    /// The first.
    case first
    /// The last, for models that think aloud, and against echoes of the prompt.
    case last
}

/// How to read a text that should contain JSON.
public struct RepairOptions: Sendable, Hashable {
    /// How much may be assumed.
    public var level: RepairLevel

    /// Which candidate is meant where there are several.
    public var choice: CandidateChoice

    /// The depth and size to accept.
    public var limits: JSONLimits

    /// Creates options: common repairs, the largest candidate, 512 levels and 256 MiB unless told otherwise.
    public init(
        level: RepairLevel = .commonly, choice: CandidateChoice = .largest, limits: JSONLimits = .standard
    ) {
        self.level = level
        self.choice = choice
        self.limits = limits
    }
}
