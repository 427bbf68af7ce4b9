/// One way of writing the same calls.
protocol Contestant {
    var name: String { get }

    /// Reserves and settles calls, so many in flight, and answers what that took.
    func run(_ items: [WriteWorkload.Item], inFlight: Int, groups: [Int32]) async throws -> Measurement
}

/// What a run took.
struct Measurement {
    /// The seconds on the clock.
    var seconds: Double
    /// The seconds of the processor, of all threads.
    var processorSeconds: Double
    /// How many transactions there were.
    var transactions: Int
    /// The nanoseconds of each call, from the start of its reservation to the end of its settlement; only where one is in
    /// flight.
    var latencies: [Int64] = []
}
