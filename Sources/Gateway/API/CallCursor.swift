/// Where a page of calls begins and where the last one ends; opaque to callers.
struct CallCursor: Sendable, Equatable {
    /// The number of the last call of the page before.
    let after: Int64
    /// The number of the newest call when the first page was read.
    let last: Int64

    init(after: Int64, last: Int64) {
        self.after = after
        self.last = last
    }

    /// Reads a cursor.
    ///
    /// - Throws: ``APIProblem`` for what is none.
    init(text: String) throws(APIProblem) {
        let numbers = text.split(separator: "-", omittingEmptySubsequences: false).map { Int64($0) }
        guard numbers.count == 2, let after = numbers[0], let last = numbers[1], after >= 0, last >= after else {
            throw .invalid("cursor", text, "what next_cursor of the page before says")
        }
        self.init(after: after, last: last)
    }

    var text: String { "\(after)-\(last)" }
}
