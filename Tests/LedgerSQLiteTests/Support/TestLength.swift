import Foundation

/// How long the tests run that can never run long enough: `make reliability` asks for more than a test run does.
enum TestLength {
    /// The whole number of an environment variable.
    static func number(_ name: String) -> Int? { ProcessInfo.processInfo.environment[name].flatMap { Int($0) } }

    /// Whether this is the long run, which may also measure time.
    static let isReliabilityRun = number("RELIABILITY") != nil
}
