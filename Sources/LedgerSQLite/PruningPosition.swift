/// How far a pruning has come: first the ids of calls are kept, then go ids that stand for others, calls with all that is
/// theirs, answers to reservation requests, and the history of input.
enum PruningPosition: Sendable, Hashable {
    /// The ids of calls from a moment on, in milliseconds; at that moment, of those after a number.
    case ids(from: Int64, after: Int64)
    /// Ids whose request was recorded under another one, after an id.
    case elsewhere(after: String)
    /// Calls from a moment on, in milliseconds.
    case calls(from: Int64)
    /// Answers to reservation requests after a number.
    case reservations(after: Int64)
    /// The months of the history of input.
    case histories

    /// Where it begins.
    static let start = PruningPosition.ids(from: .min, after: .min)
}
