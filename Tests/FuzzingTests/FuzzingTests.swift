import Fuzzing
import Testing

@Suite("Bad input is answered")
struct FuzzingTests {
    /// A slice of what `make fuzz` runs millions of.
    @Test("No input crashes a reader or breaks what holds for it", arguments: FuzzTarget.all.map(\.name))
    func slice(name: String) async throws {
        let target = try #require(FuzzTarget.all.first { $0.name == name })
        var accepted = 0
        for number in UInt64(0)..<1_500 {
            do {
                if try await target.run(seed: 1, number: number) { accepted += 1 }
            } catch {
                Issue.record("make fuzz TARGET=\(name) SEED=1 FROM=\(number) COUNT=1: \(error)")
            }
        }
        // Input that is always refused at the door tests the door only.
        #expect(accepted > 15, "of 1,500")
    }

    @Test("An input follows from the seed and its number alone")
    func repeatable() {
        for target in FuzzTarget.all {
            #expect(target.input(seed: 7, number: 40) == target.input(seed: 7, number: 40))
            #expect(target.input(seed: 7, number: 40) != target.input(seed: 8, number: 40))
        }
    }
}
