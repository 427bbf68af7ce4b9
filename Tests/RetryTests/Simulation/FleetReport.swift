/// What a fleet did to a service, and what it got from it.
struct FleetReport: Equatable {
    /// Calls that were wanted.
    var calls = 0

    /// Calls that were served in the end.
    var successes = 0

    /// Attempts after the first of a call.
    var retries = 0

    /// Attempts that reached the service in vain.
    var wasted = 0

    /// Calls and retries that began while the quota was too small.
    var throttledCalls = 0
    var throttledRetries = 0

    /// Attempts that reached the service, by quarter of a second.
    var arrivals: [Int] = []

    mutating func recordArrival(at now: Duration) {
        let slot = Int(now / .milliseconds(250))
        while arrivals.count <= slot { arrivals.append(0) }
        arrivals[slot] += 1
    }

    /// Retries per call.
    var addedLoad: Double { Double(retries) / Double(max(calls, 1)) }

    /// Retries per call while the quota was too small.
    var addedLoadUnderThrottling: Double { Double(throttledRetries) / Double(max(throttledCalls, 1)) }

    /// The busiest quarter of a second of a period against its average.
    func peakToMean(in period: Range<Duration>) -> Double {
        let first = Int(period.lowerBound / .milliseconds(250))
        let slots = arrivals[first..<min(Int(period.upperBound / .milliseconds(250)), arrivals.count)]
        let mean = Double(slots.reduce(0, +)) / Double(slots.count)
        return Double(slots.max() ?? 0) / mean
    }
}

/// A promise about fleets that a report breaks.
enum Shortcoming: Hashable {
    /// More than one retry for every ten calls, or more than 15 for every hundred while the quota was too small.
    case addedLoad

    /// A quarter of a second with more than twice the average arrivals, in the minute after the outage.
    case synchronisedPeak

    /// Fewer calls served than under the default of the AWS SDKs.
    case goodput

    /// At least as many attempts in vain as under the default of the AWS SDKs.
    case wastedAttempts
}

extension FleetReport {
    func shortcomings(in scenario: FleetScenario, against baseline: FleetReport) -> Set<Shortcoming> {
        var found: Set<Shortcoming> = []
        if addedLoad > 0.10 || addedLoadUnderThrottling > 0.15 { found.insert(.addedLoad) }
        if peakToMean(in: scenario.recovery) > 2 { found.insert(.synchronisedPeak) }
        if successes < baseline.successes { found.insert(.goodput) }
        if wasted >= baseline.wasted { found.insert(.wastedAttempts) }
        return found
    }
}
