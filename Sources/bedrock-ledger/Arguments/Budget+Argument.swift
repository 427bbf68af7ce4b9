public import ArgumentParser
public import Ledger

// `--hard` and `--soft`.
extension Budget.Enforcement: EnumerableFlag {}

// `refuse` and `allow`.
extension Budget.UnpricedPolicy: ExpressibleByArgument {}

// `refuse`, `fallback` and `shrink`.
extension ExceededPolicy.Kind: ExpressibleByArgument {}
