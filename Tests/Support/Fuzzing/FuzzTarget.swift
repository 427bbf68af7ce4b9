import LedgerSimulation

/// A reader of foreign bytes, with the seeds from which bad input for it is made, and with what must hold for every input.
public struct FuzzTarget: Sendable {
    /// The name, as it is given to the program.
    public let name: String
    let mutator: Mutator
    /// Reads an input and says whether it was accepted.
    ///
    /// It throws a ``FuzzFinding`` where a property does not hold.
    let judge: @Sendable (_ input: [UInt8], _ random: inout SplitMix64) async throws -> Bool

    init(
        _ name: String, seeds: [[UInt8]], tokens: [[UInt8]],
        judge: @escaping @Sendable (_ input: [UInt8], _ random: inout SplitMix64) async throws -> Bool
    ) {
        self.name = name
        mutator = Mutator(seeds: seeds, tokens: tokens)
        self.judge = judge
    }

    /// The generator of an input, which follows from the seed of the run and the number of the input alone.
    static func random(seed: UInt64, number: UInt64) -> SplitMix64 {
        var mixed = SplitMix64(seed: seed ^ number &* 0xD134_2543_DE82_EF95)
        return SplitMix64(seed: mixed.next())
    }

    /// One of the inputs of a run, to be looked at.
    public func input(seed: UInt64, number: UInt64) -> [UInt8] {
        var random = Self.random(seed: seed, number: number)
        return mutator.input(using: &random)
    }

    /// Makes an input and judges it.
    ///
    /// - Returns: Whether the reader accepted it.
    /// - Throws: What does not hold.
    public func run(seed: UInt64, number: UInt64) async throws -> Bool {
        var random = Self.random(seed: seed, number: number)
        let input = mutator.input(using: &random)
        return try await judge(input, &random)
    }

    /// All targets.
    public static let all: [FuzzTarget] = [
        json, repair, eventStream, signature, invocationLogs, rateCard, pricing, bill, text,
    ]
}
