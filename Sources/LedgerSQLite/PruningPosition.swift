/// How far the rows of a pruning have gone: ids that stand for others first, then calls with all that is theirs, then
/// answers to reservation requests, then the history of input.
enum PruningPosition: Sendable, Hashable {
    /// Ids whose request was recorded under another one, after an id.
    case elsewhere(after: String)
    /// Calls from a moment on, in milliseconds.
    case calls(from: Int64)
    /// Answers to reservation requests after a number.
    case reservations(after: Int64)
    /// The months of the history of input.
    case histories

    /// Where it begins.
    static let start = PruningPosition.elsewhere(after: "")
}
