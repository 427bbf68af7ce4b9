import Retry
import Testing

@Suite("Retry budget")
struct RetryBudgetTests {
    @Test("A full bucket pays its reserve and not one more")
    func reserve() {
        var budget = RetryBudget(reserve: 3, percent: 10)
        let paid = (0..<5).map { _ in budget.withdraw() }
        #expect(paid == [true, true, true, false, false])
        #expect(budget.balance == 0)
    }

    @Test("Ten calls pay for one retry at ten percent")
    func deposits() {
        var budget = RetryBudget(reserve: 1, percent: 10)
        let first = budget.withdraw()
        for _ in 0..<9 { budget.deposit() }
        let tooEarly = budget.withdraw()
        budget.deposit()
        let tenth = budget.withdraw()
        #expect([first, tooEarly, tenth] == [true, false, true])
    }

    @Test("Values out of range are brought into it")
    func clamps() {
        #expect(RetryBudget(reserve: -1, percent: -1).balance == 0)
        #expect(RetryBudget(reserve: .max, percent: .max).reserve == 1_000_000)
        #expect(RetryBudget(reserve: .max, percent: .max).percent == 1_000)
    }

    @Test(
        "In any stretch of calls, retries stay within the reserve plus the percentage",
        arguments: 0..<50 as Range<UInt64>)
    func boundHolds(seed: UInt64) {
        var random = SplitMix64(seed: seed)
        let percent = Int.random(in: 0...100, using: &random)
        var budget = RetryBudget(reserve: Int.random(in: 0...20, using: &random), percent: percent)
        var history: [Int] = []
        for _ in 0..<2_000 {
            let isCall = Bool.random(using: &random)
            if isCall { budget.deposit() }
            history.append(isCall ? percent : budget.withdraw() ? -100 : 0)
            #expect(budget.balance >= 0 && budget.balance <= budget.reserve)
        }
        // The largest sum of any stretch of 100 × retries - percent × calls.
        var stretch = 0
        var worst = 0
        for change in history {
            stretch = max(0, stretch - change)
            worst = max(worst, stretch)
        }
        #expect(worst <= budget.reserve * 100)
    }
}
