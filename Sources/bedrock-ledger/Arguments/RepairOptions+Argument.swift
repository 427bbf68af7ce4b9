public import ArgumentParser
public import JSONRepair

extension RepairLevel: ExpressibleByArgument {}

extension CandidateChoice: ExpressibleByArgument {}
