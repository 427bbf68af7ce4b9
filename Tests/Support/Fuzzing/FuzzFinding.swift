/// A property that does not hold for an input.
public struct FuzzFinding: Error, Sendable, CustomStringConvertible {
    /// What does not hold.
    public let description: String

    init(_ description: String) { self.description = description }

    /// Throws a finding where something does not hold.
    static func unless(_ holds: Bool, _ description: @autoclosure () -> String) throws(FuzzFinding) {
        if !holds { throw FuzzFinding(description()) }
    }
}
