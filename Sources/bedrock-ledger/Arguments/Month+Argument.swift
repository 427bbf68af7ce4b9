public import ArgumentParser
public import LedgerReports

extension Month: ExpressibleByArgument {
    /// A month as it is written: `2026-10`.
    public init?(argument: String) {
        self.init(argument)
    }
}
