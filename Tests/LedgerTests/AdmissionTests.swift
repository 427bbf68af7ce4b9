import Ledger
import Pricing
import Testing

@Suite("Admission")
struct AdmissionTests {
    private func balance(
        _ name: String, limit: Int = 10, spent: Int = 0, reserved: Int = 0,
        enforcement: Budget.Enforcement = .hard, unpriced: Budget.UnpricedPolicy = .refuse, warnAt: [Int] = [50, 80]
    ) -> BudgetBalance {
        let budget = Budget(
            name: name, limit: dollars(limit), period: .day, enforcement: enforcement, warnAt: warnAt,
            unpriced: unpriced)
        return BudgetBalance(
            budget: budget, effectiveLimit: dollars(limit),
            window: BudgetWindow(start: Timestamp(milliseconds: 0), end: Timestamp(milliseconds: 86_400_000)),
            spent: dollars(spent), reserved: dollars(reserved))
    }

    @Test("What fits to the last picodollar is granted, one more is refused")
    func exactFit() throws {
        let tight = balance("a", limit: 10, spent: 4, reserved: 3)
        #expect(Admission.refusal(of: .bound(dollars(3)), by: [tight]) == nil)
        let more = Money(picodollars: dollars(3).picodollars + 1)
        let refusal = try #require(Admission.refusal(of: .bound(more), by: [tight]))
        #expect(refusal.budget == "a")
        #expect(refusal.cause == .limit)
        #expect(refusal.limit == dollars(10))
        #expect(refusal.spent == dollars(4))
        #expect(refusal.reserved == dollars(3))
        #expect(refusal.requested == more)
        #expect(refusal.resetsAt == Timestamp(milliseconds: 86_400_000))
    }

    @Test("The tightest of several budgets refuses; ties go by name")
    func tightest() {
        let budgets = [balance("c", spent: 9), balance("b", spent: 9), balance("a", spent: 8), balance("d", limit: 99)]
        #expect(Admission.refusal(of: .bound(dollars(5)), by: budgets)?.budget == "b")
        #expect(Admission.refusal(of: .bound(dollars(5)), by: budgets.reversed())?.budget == "b")
        // One that is tighter but does not refuse is not named.
        let soft = balance("soft", spent: 50, enforcement: .soft)
        #expect(Admission.refusal(of: .bound(dollars(5)), by: budgets + [soft])?.budget == "b")
    }

    @Test("Soft budgets refuse nothing, and no budgets refuse nothing")
    func soft() {
        let soft = balance("a", spent: 100, enforcement: .soft)
        #expect(Admission.refusal(of: .bound(dollars(5)), by: [soft]) == nil)
        #expect(Admission.refusal(of: .unpriced(reason: "new model"), by: [soft]) == nil)
        #expect(Admission.refusal(of: .bound(dollars(5)), by: []) == nil)
    }

    @Test("An amount of zero fits in a budget that is over")
    func zero() {
        #expect(Admission.refusal(of: .bound(.zero), by: [balance("a", spent: 100)]) == nil)
    }

    @Test("An unknown price is refused unless the budget allows it and has something left")
    func unpriced() {
        let unpriced = ReservationRequest.Amount.unpriced(reason: "no rate for model x")
        let refusal = Admission.refusal(of: unpriced, by: [balance("a")])
        #expect(refusal?.cause == .unpriced)
        #expect(refusal?.reason == "no rate for model x")
        #expect(Admission.refusal(of: unpriced, by: [balance("a", unpriced: .allow)]) == nil)
        let exhausted = Admission.refusal(of: unpriced, by: [balance("a", spent: 10, unpriced: .allow)])
        #expect(exhausted?.cause == .limit)
    }

    @Test(
        "The state of a budget follows from its figures",
        arguments: [
            (0, 0, BudgetStatus.State.ok, nil), (4, 0, .ok, nil), (5, 0, .warning, 50), (8, 0, .warning, 80),
            (8, 2, .exhausted, 80), (0, 10, .exhausted, nil), (10, 0, .exhausted, 80), (11, 0, .over, 80),
            (4, 5, .ok, nil), (5, 9, .exhausted, 50),
        ] as [(Int, Int, BudgetStatus.State, Int?)])
    func states(spent: Int, reserved: Int, state: BudgetStatus.State, threshold: Int?) {
        let status = balance("a", spent: spent, reserved: reserved).status(history: [])
        #expect(status.state == state)
        #expect(status.thresholdReached == threshold)
        #expect(status.left == dollars(10 - spent - reserved))
    }

    @Test("Thresholds above the limit are reached above the limit")
    func highThreshold() {
        #expect(balance("a", spent: 14, warnAt: [100, 150]).thresholdReached == 100)
        #expect(balance("a", spent: 15, warnAt: [100, 150]).thresholdReached == 150)
    }

    @Test("Increases add up while they hold")
    func raises() {
        let budget = Budget(name: "a", limit: dollars(10), period: .day)
        let raises = [
            BudgetRaise(amount: dollars(5), until: Timestamp(milliseconds: 1000), reason: ""),
            BudgetRaise(amount: dollars(1), until: Timestamp(milliseconds: 2000), reason: ""),
        ]
        #expect(budget.limit(raisedBy: raises, at: Timestamp(milliseconds: 999)) == dollars(16))
        #expect(budget.limit(raisedBy: raises, at: Timestamp(milliseconds: 1000)) == dollars(11))
        #expect(budget.limit(raisedBy: raises, at: Timestamp(milliseconds: 2000)) == dollars(10))
    }
}
