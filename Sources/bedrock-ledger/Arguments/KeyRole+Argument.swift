public import ArgumentParser
public import Ledger

extension KeyRole: ExpressibleByArgument {}
