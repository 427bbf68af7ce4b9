import ArgumentParser
import Ledger

/// What spend is grouped by, as a list with commas: `team,day`, `model,tag:environment`.
struct SpendKeyList: ExpressibleByArgument, Equatable {
    /// The keys, in order, each once.
    let keys: [SpendKey]

    /// A list of keys.
    init(_ keys: [SpendKey]) {
        self.keys = keys
    }

    /// The names of keys, separated by commas.
    init?(argument: String) {
        var keys: [SpendKey] = []
        for name in argument.split(separator: ",", omittingEmptySubsequences: false) {
            guard let key = SpendKey(name), !keys.contains(key) else { return nil }
            keys.append(key)
        }
        self.keys = keys
    }

    var defaultValueDescription: String { keys.map(\.name).joined(separator: ",") }
}
