/// Wall-clock time of a closure.
enum Measurement {
    /// The median of eleven runs in milliseconds, after one that warms up.
    static func median(_ body: () -> Void) -> Double {
        body()
        let clock = ContinuousClock()
        let times = (0..<11).map { _ in
            let (seconds, attoseconds) = clock.measure(body).components
            return Double(seconds) * 1e3 + Double(attoseconds) / 1e15
        }
        return times.sorted()[times.count / 2]
    }
}
