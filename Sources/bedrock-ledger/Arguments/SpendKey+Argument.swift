public import ArgumentParser
public import Ledger

extension SpendKey: ExpressibleByArgument {
    /// `team`, `model`, `tag:environment`.
    public init?(argument: String) {
        self.init(argument)
    }

    /// The name of the key.
    public var defaultValueDescription: String { name }
}
