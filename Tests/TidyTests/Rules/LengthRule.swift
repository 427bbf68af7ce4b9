/// A file has at most 300 lines, and a line at most 124 characters: swift-format breaks code at 120 and leaves comments
/// and literals alone, which this stops a little later.
struct LengthRule: SourceRule {
    static let maximumLines = 300
    static let maximumColumns = 124

    func violations(in source: SwiftSource) -> [Violation] {
        var violations = source.lines.enumerated()
            .filter { $0.element.count > Self.maximumColumns }
            .map { Violation(path: source.path, line: $0.offset + 1, message: "\($0.element.count) characters") }
        if source.lines.count > Self.maximumLines {
            violations.append(Violation(path: source.path, line: 0, message: "\(source.lines.count) lines"))
        }
        return violations
    }
}
