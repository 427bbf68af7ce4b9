import AWSSigning
import Testing

@testable import AWSCredentials

@Suite("Who fetches, who waits, who goes on")
struct RefreshStateTests {
    /// What a caller is to do, by a word.
    private enum Do: Equatable {
        case use(String), fetch(spare: String?), wait
    }

    private static func credentials(_ id: String, for seconds: Int64? = 3_600) -> Credentials {
        Credentials(accessKeyID: id, secretAccessKey: "s", expiration: seconds.map(noon.adding))
    }

    private func ask(_ state: inout RefreshState<Int>, _ number: Int, at time: UTCTime = noon) -> Do {
        switch state.ask(id: UInt64(number), at: time, waiter: number) {
        case .use(let credentials): .use(credentials.accessKeyID)
        case .fetch(let spare): .fetch(spare: spare?.accessKeyID)
        case .wait: .wait
        }
    }

    /// A state that keeps credentials which were fetched at noon.
    private func keeping(_ seconds: Int64?) -> RefreshState<Int> {
        var state = RefreshState<Int>()
        _ = ask(&state, 0)
        _ = state.succeed(with: Self.credentials("old", for: seconds), at: noon)
        return state
    }

    @Test("The first fetches, the others wait and are told together")
    func first() {
        var state = RefreshState<Int>()
        #expect(ask(&state, 1) == .fetch(spare: nil))
        #expect(ask(&state, 2) == .wait)
        #expect(ask(&state, 3) == .wait)
        #expect(state.succeed(with: Self.credentials("new"), at: noon) == [2, 3])
        #expect(ask(&state, 4) == .use("new"))
    }

    @Test(
        "An hour's credentials are fetched anew from 15 minutes before their end, and waited for from 10 minutes",
        arguments: [
            (0, .use("old"), .use("old")), (2_699, .use("old"), .use("old")),
            (2_700, .fetch(spare: "old"), .use("old")), (2_999, .fetch(spare: "old"), .use("old")),
            (3_000, .fetch(spare: nil), .wait), (3_600, .fetch(spare: nil), .wait), (9_999, .fetch(spare: nil), .wait),
        ] as [(Int64, Do, Do)])
    private func windows(after seconds: Int64, first: Do, second: Do) {
        var state = keeping(3_600)
        #expect(ask(&state, 1, at: noon.adding(seconds)) == first)
        #expect(ask(&state, 2, at: noon.adding(seconds)) == second)
    }

    @Test(
        "Of a shorter life the windows are a half and a quarter",
        arguments: [
            (900, 449, 450, 675), (60, 29, 30, 45), (2_400, 1_499, 1_500, 1_800), (43_200, 42_299, 42_300, 42_600),
        ])
    func shortLife(life: Int64, fresh: Int64, wanted: Int64, needed: Int64) {
        let windows = RefreshWindows(of: Self.credentials("a", for: life), fetchedAt: noon)
        #expect(windows.urgency(at: noon.adding(fresh)) == .none)
        #expect(windows.urgency(at: noon.adding(wanted)) == .wanted)
        #expect(windows.urgency(at: noon.adding(needed - 1)) == .wanted)
        #expect(windows.urgency(at: noon.adding(needed)) == .needed)
    }

    @Test("What never ends is never fetched anew")
    func lasting() {
        var state = keeping(nil)
        #expect(ask(&state, 1, at: UTCTime(clamping: .max)) == .use("old"))
    }

    @Test("A failure is told to those who wait, and the next caller tries again")
    func failure() {
        var state = RefreshState<Int>()
        #expect(ask(&state, 1) == .fetch(spare: nil))
        #expect(ask(&state, 2) == .wait)
        #expect(state.fail() == [2])
        #expect(ask(&state, 3) == .fetch(spare: nil))
        #expect(state.fail().isEmpty)
    }

    @Test("When whoever fetches is cancelled, the one that has waited longest fetches, and the rest go on waiting")
    func abandoned() {
        var state = RefreshState<Int>()
        #expect(ask(&state, 1) == .fetch(spare: nil))
        #expect(ask(&state, 2) == .wait)
        #expect(ask(&state, 3) == .wait)
        #expect(state.abandon() == 2)
        #expect(ask(&state, 4) == .wait)
        #expect(state.succeed(with: Self.credentials("new"), at: noon) == [3, 4])
    }

    @Test("When nobody waits, the next caller fetches")
    func abandonedAlone() {
        var state = RefreshState<Int>()
        #expect(ask(&state, 1) == .fetch(spare: nil))
        #expect(state.abandon() == nil)
        #expect(ask(&state, 2) == .fetch(spare: nil))
    }

    @Test("One that withdraws is told nothing more")
    func withdrawn() {
        var state = RefreshState<Int>()
        _ = ask(&state, 1)
        _ = ask(&state, 2)
        _ = ask(&state, 3)
        #expect(state.withdraw(2) == 2)
        #expect(state.withdraw(2) == nil)
        #expect(state.withdraw(1) == nil)
        #expect(state.abandon() == 3)
        #expect(state.fail().isEmpty)
        #expect(state.withdraw(3) == nil)
    }

    @Test("Credentials that the service refused are fetched anew, unless others have taken their place")
    func invalidated() {
        var state = keeping(3_600)
        state.invalidate(Self.credentials("other"))
        #expect(ask(&state, 1) == .use("old"))
        state.invalidate(Self.credentials("old"))
        #expect(ask(&state, 2) == .fetch(spare: nil))
        #expect(ask(&state, 3) == .wait)
    }
}
