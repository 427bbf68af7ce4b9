/// Code that stops the process on bad input, or that says the work is not done.
struct ForbiddenCodeRule: SourceRule {
    /// Words of code that must not stand outside of comments and strings.
    static let code = ["try!", "as!", "fatalError(", "unsafelyUnwrapped", "nonisolated(unsafe)"]
    /// Notes that must not stand anywhere, spelled so that this file may hold them.
    static let notes = ["TO" + "DO", "FIX" + "ME", "XX" + "X"]

    func violations(in source: SwiftSource) -> [Violation] {
        let inCode = source.codeLines.enumerated().flatMap { index, line in
            Self.code.filter { line.contains($0) }
                .map { Violation(path: source.path, line: index + 1, message: "\($0) is not allowed") }
        }
        let inText = source.lines.enumerated().flatMap { index, line in
            Self.notes.filter { line.contains($0) }
                .map { Violation(path: source.path, line: index + 1, message: "\($0): do it now, or leave it out") }
        }
        return inCode + inText
    }
}
