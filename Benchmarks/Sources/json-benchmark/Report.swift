import Foundation

/// Prints the table.
enum Report {
    static func line(_ name: String, milliseconds: Double, bytes: Int) {
        let rate = Double(bytes) / 1e6 / (milliseconds / 1e3)
        print("\(pad(name)) \(number(milliseconds, digits: 2)) ms \(number(rate, digits: 0)) MB/s")
    }

    static func ratio(_ name: String, _ value: Double, goal: String = "no goal") {
        print("\(pad(name)) \(number(value, digits: 2)) x   (\(goal))")
    }

    private static func pad(_ name: String) -> String {
        name.padding(toLength: 44, withPad: " ", startingAt: 0)
    }

    private static func number(_ value: Double, digits: Int) -> String { String(format: "%9.\(digits)f", value) }
}
