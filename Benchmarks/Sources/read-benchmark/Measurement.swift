#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// Times of something that was done several times, in milliseconds.
struct Measurement {
    var name: String
    /// By the clock on the wall, which other work on the machine makes longer.
    var elapsed: [Double]
    /// Of the processors, by all threads of this program.
    var processor: [Double]

    /// Does something once to warm up, and then several times.
    static func of(
        _ name: String, runs: Int = 11, warmup: Bool = true, _ body: () async throws -> Void
    ) async throws -> Measurement {
        if warmup { try await body() }
        var measurement = Measurement(name: name, elapsed: [], processor: [])
        for _ in 0..<runs {
            let start = ContinuousClock.now
            let used = processorMilliseconds()
            try await body()
            measurement.processor.append(processorMilliseconds() - used)
            measurement.elapsed.append((ContinuousClock.now - start).milliseconds)
        }
        measurement.elapsed.sort()
        measurement.processor.sort()
        return measurement
    }

    /// The line that the measuring script reads: name, median, least and most time, and the median of the processors'
    /// time, divided by tabulators.
    var line: String {
        let middle = elapsed.count / 2
        let numbers = [elapsed[middle], elapsed[0], elapsed[elapsed.count - 1], processor[middle]]
        return ([name] + numbers.map { "\(($0 * 1000).rounded() / 1000)" }).joined(separator: "\t")
    }

    private static func processorMilliseconds() -> Double {
        var time = timespec()
        clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
        return Double(time.tv_sec) * 1000 + Double(time.tv_nsec) / 1_000_000
    }
}

extension Duration {
    /// The duration in milliseconds.
    var milliseconds: Double {
        Double(components.seconds) * 1000 + Double(components.attoseconds) / 1e15
    }
}
