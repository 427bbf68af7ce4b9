public import ArgumentParser
public import Ledger

extension BudgetPeriod: ExpressibleByArgument {
    /// `day`, `week`, `month`, `quarter`, `year`, `total`, or a sliding window such as `rolling:24h`.
    public init?(argument: String) {
        self.init(argument)
    }
}
