#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Musl)
    internal import Musl
#else
    internal import Darwin
#endif

/// Waits for a lock in short random naps until a deadline.
///
/// SQLite's own handler sleeps up to 100 ms at a time, by which the waiting processes starve while one of them runs.
struct Backoff {
    private let deadline: Int64
    private let naps: ClosedRange<Int>

    /// A wait of at most so long, in naps of so many microseconds each.
    init(timeoutMilliseconds: Int, naps: ClosedRange<Int>) {
        self.naps = naps
        let (timeout, isTooLong) = Int64(clamping: timeoutMilliseconds).multipliedReportingOverflow(by: 1_000_000)
        let (sum, overflow) = Self.now.addingReportingOverflow(isTooLong ? .max : timeout)
        deadline = overflow ? .max : sum
    }

    /// Sleeps a moment.
    ///
    /// - Returns: `false`, without sleeping, once the deadline has passed.
    func nap() -> Bool {
        guard Self.now < deadline else { return false }
        var time = timespec(tv_sec: 0, tv_nsec: Int.random(in: naps) * 1000)
        nanosleep(&time, nil)
        return true
    }

    /// Nanoseconds on a clock that no one can set.
    private static var now: Int64 {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return Int64(time.tv_sec) * 1_000_000_000 + Int64(time.tv_nsec)
    }
}
