public import ArgumentParser
public import Insights

// `hour` and `day`.
extension SpendAnomaly.Slot: ExpressibleByArgument {}
