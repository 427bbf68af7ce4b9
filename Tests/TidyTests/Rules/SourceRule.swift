/// A rule of house style that looks at one Swift file.
protocol SourceRule {
    /// Every place where the file breaks the rule.
    func violations(in source: SwiftSource) -> [Violation]
}
