import Foundation

/// Measures the clock and the processor.
struct Stopwatch {
    private let start = ContinuousClock.now
    private let processorStart = Self.processorSeconds

    var seconds: Double { start.duration(to: .now) / .seconds(1) }
    var processorSeconds: Double { Self.processorSeconds - processorStart }
    var nanoseconds: Int64 { Int64(start.duration(to: .now) / .nanoseconds(1)) }

    /// The time of the processor that all threads of this process have had.
    private static var processorSeconds: Double {
        var usage = rusage()
        #if canImport(Darwin)
            getrusage(RUSAGE_SELF, &usage)
        #else
            getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
        #endif
        func seconds(_ time: timeval) -> Double { Double(time.tv_sec) + Double(time.tv_usec) / 1e6 }
        return seconds(usage.ru_utime) + seconds(usage.ru_stime)
    }
}
