import Foundation

/// What closures cost the processor; time in which others had it does not count.
enum Measurement {
    /// Milliseconds of the processor, the median of eleven runs after one that warms up.
    static func median(_ body: () -> Void) -> Double {
        body()
        return median((0..<11).map { _ in milliseconds(body) })
    }

    /// Milliseconds of the processor and their ratio to another closure's, which runs by turns with this one, so that
    /// both see the machine in the same mood; medians of eleven turns.
    static func compare(_ body: () -> Void, to other: () -> Void) -> (milliseconds: Double, ratio: Double) {
        body()
        other()
        let turns = (0..<11).map { _ in (other: milliseconds(other), body: milliseconds(body)) }
        return (median(turns.map(\.body)), median(turns.map { $0.body / $0.other }))
    }

    private static func median(_ values: [Double]) -> Double { values.sorted()[values.count / 2] }

    private static func milliseconds(_ body: () -> Void) -> Double {
        let start = now()
        body()
        return now() - start
    }

    private static func now() -> Double {
        var time = timespec()
        clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
        return Double(time.tv_sec) * 1e3 + Double(time.tv_nsec) / 1e6
    }
}
