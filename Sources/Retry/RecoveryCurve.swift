/// How a limited rate comes back after a throttle: a cubic that is flat where the last throttle happened.
///
/// It starts a little below the rate the service was last seen to serve, comes back to it within ``plateau``, lingers
/// there, and then probes upwards ever faster. Measured in multiples of the peak and the plateau, it is the same curve
/// for three calls a minute and for a thousand a second.
struct RecoveryCurve: Sendable, Hashable {
    /// The drop below the peak at the start, and again the rise above it after two plateaus.
    static let dip = 0.15

    /// The rate at which the service was last seen to serve, in calls per second.
    let peak: Double

    /// When the last throttle happened.
    let start: Duration

    /// How long the rate takes to come back to the peak.
    let plateau: Duration

    func rate(at now: Duration) -> Double {
        let plateaus = min(max((now - start).inSeconds, 0) / max(plateau.inSeconds, 0.001), 1_000)
        let distance = plateaus - 1
        return peak * (1 + Self.dip * distance * distance * distance)
    }
}
