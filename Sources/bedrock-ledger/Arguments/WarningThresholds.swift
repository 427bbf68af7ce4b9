import ArgumentParser

/// The percentages at which a budget warns, as a list with commas: `50,80,100`, or `none`.
struct WarningThresholds: ExpressibleByArgument, Equatable {
    /// The percentages, ascending, each once.
    let percentages: [Int]

    /// Percentages.
    init(_ percentages: [Int]) {
        self.percentages = percentages
    }

    /// Whole numbers from 1 to 1000, separated by commas.
    init?(argument: String) {
        var percentages: Set<Int> = []
        for text in argument == "none" ? [] : argument.split(separator: ",", omittingEmptySubsequences: false) {
            guard let percentage = Int(text), (1...1000).contains(percentage) else { return nil }
            percentages.insert(percentage)
        }
        self.percentages = percentages.sorted()
    }

    var defaultValueDescription: String {
        percentages.isEmpty ? "none" : percentages.map(String.init).joined(separator: ",")
    }
}
