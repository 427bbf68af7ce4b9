/// A type that the compiler cannot prove safe has a proof in words right above it.
struct UncheckedSendableRule: SourceRule {
    /// How many lines of comment the least proof has.
    static let minimumCommentLines = 2

    func violations(in source: SwiftSource) -> [Violation] {
        source.codeLines.enumerated().compactMap { index, line in
            guard line.contains("@unchecked Sendable") else { return nil }
            let comments = source.lines[..<index].reversed().prefix {
                let text = $0.drop { $0 == " " }
                return text.hasPrefix("//") || text.hasPrefix("@")
            }
            guard comments.count < Self.minimumCommentLines else { return nil }
            return Violation(path: source.path, line: index + 1, message: "@unchecked Sendable without its proof above")
        }
    }
}
