/// Randomness that always draws the upper end: a policy under it waits its full ceiling, in step with all others.
struct NoJitter: RandomNumberGenerator, Sendable {
    mutating func next() -> UInt64 { .max }
}
