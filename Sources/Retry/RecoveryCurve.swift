/// How a limited rate comes back after a throttle: a cubic that is flat where the last throttle happened.
///
/// It starts a little below the rate the service was last seen to serve, comes back to it within ``plateau``, lingers
/// there, probes upwards, and then grows evenly, so that a backlog never leaves in one rush. Measured in multiples of
/// the peak and the plateau, it is the same curve for three calls a minute and for a thousand a second.
struct RecoveryCurve: Sendable, Hashable {
    /// How far below the peak the curve starts.
    static let dip = 0.15

    /// How far above the peak it is after two plateaus, and how much it grows with each plateau after that. Larger than
    /// the dip, because a peak that was measured too low, on a handful of calls, must not hold a busy caller back for
    /// long.
    static let gain = 0.5

    /// The rate at which the service was last seen to serve, in calls per second.
    let peak: Double

    /// When the last throttle happened.
    let start: Duration

    /// How long the rate takes to come back to the peak.
    let plateau: Duration

    func rate(at now: Duration) -> Double {
        let plateaus = min(max((now - start).inSeconds, 0) / max(plateau.inSeconds, 0.001), 1_000)
        let distance = plateaus - 1
        if distance < 0 { return peak * (1 + Self.dip * distance * distance * distance) }
        return peak * (1 + Self.gain * distance * min(distance * distance, 1))
    }

    /// The curve that is at its plateau now, if this one has grown beyond it.
    func held(at now: Duration) -> RecoveryCurve {
        guard now - start > plateau else { return self }
        return RecoveryCurve(peak: peak, start: now - plateau, plateau: plateau)
    }
}
