public import ArgumentParser
public import Pricing

extension CallOperation: ExpressibleByArgument {}
