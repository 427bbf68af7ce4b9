/// The rate of something over the last seconds, from two counters.
///
/// The previous window fades out evenly while the present one fills, which is close to a sliding window and needs
/// neither a list of instants nor an exponential function.
struct ThroughputMeter: Sendable {
    private let window: Double
    private var windowStart: Double
    private var present = 0
    private var previous: Int?

    init(window: Duration, at now: Duration) {
        self.window = max(window.inSeconds, 0.001)
        self.windowStart = now.inSeconds
    }

    mutating func record(at now: Duration) {
        roll(to: now.inSeconds)
        present += 1
    }

    /// Events per second. A young meter divides by its age, though never by less than a second.
    func rate(at now: Duration) -> Double {
        var meter = self
        meter.roll(to: now.inSeconds)
        let age = min(max(now.inSeconds - meter.windowStart, 0), window)
        guard let previous = meter.previous else { return Double(meter.present) / max(age, min(1, window)) }
        return (Double(previous) * (1 - age / window) + Double(meter.present)) / window
    }

    private mutating func roll(to now: Double) {
        let passed = now - windowStart
        guard passed >= window else { return }
        if passed < 2 * window {
            previous = present
            windowStart += window
        } else {
            previous = 0
            windowStart = now
        }
        present = 0
    }
}
