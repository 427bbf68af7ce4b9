public import ArgumentParser
public import Pricing

extension Money: ExpressibleByArgument {
    /// An amount of US dollars as a decimal number: `250`, `0.5`, `$12.50`.
    public init?(argument: String) {
        self.init(usd: argument.hasPrefix("$") ? argument.dropFirst() : argument[...])
    }
}
