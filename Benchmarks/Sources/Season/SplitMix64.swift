/// Random numbers from a seed, the same on every machine.
public struct SplitMix64: RandomNumberGenerator {
    private var state: UInt64

    /// Random numbers from a seed.
    public init(seed: UInt64) { state = seed }

    /// The next 64 bits.
    public mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var word = state
        word = (word ^ (word >> 30)) &* 0xBF58_476D_1CE4_E5B9
        word = (word ^ (word >> 27)) &* 0x94D0_49BB_1331_11EB
        return word ^ (word >> 31)
    }

    /// A number from 0 to 1, exclusive.
    public mutating func unit() -> Double { Double(next() >> 11) * 0x1p-53 }

    /// Whether something happens that does so once in a number of times.
    public mutating func happens(onceIn times: UInt64) -> Bool { next() % times == 0 }
}
