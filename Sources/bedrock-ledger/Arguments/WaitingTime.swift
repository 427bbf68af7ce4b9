import ArgumentParser

/// A short length of time on the command line: `50ms` or `2s`.
struct WaitingTime: ExpressibleByArgument, Equatable {
    /// The length; at most an hour.
    let milliseconds: Int64

    /// A length of time in milliseconds.
    init(milliseconds: Int64) {
        self.milliseconds = milliseconds
    }

    var defaultValueDescription: String {
        milliseconds % 1000 == 0 ? "\(milliseconds / 1000)s" : "\(milliseconds)ms"
    }

    /// A whole number and its unit.
    init?(argument: String) {
        let isMilliseconds = argument.hasSuffix("ms")
        guard isMilliseconds || argument.hasSuffix("s"),
            let count = UInt32(argument.dropLast(isMilliseconds ? 2 : 1)), !argument.hasPrefix("+")
        else { return nil }
        milliseconds = Int64(count) * (isMilliseconds ? 1 : 1_000)
        guard milliseconds <= 3_600_000 else { return nil }
    }
}
