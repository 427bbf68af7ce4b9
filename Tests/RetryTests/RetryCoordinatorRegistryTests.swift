import Retry
import Testing

@Suite("Coordinator registry")
struct RetryCoordinatorRegistryTests {
    private func scope(_ model: String) -> RetryScope {
        RetryScope(account: "main", region: "eu-central-1", model: model)
    }

    @Test("One scope has one coordinator; account, region and model make a scope")
    func identity() {
        let registry = RetryCoordinatorRegistry()
        let one = registry.coordinator(for: scope("a"))
        #expect(registry.coordinator(for: scope("a")) === one)
        let others = [
            scope("us.a"), RetryScope(account: "other", region: "eu-central-1", model: "a"),
            RetryScope(account: "main", region: "us-east-1", model: "a"),
        ]
        #expect(others.allSatisfy { registry.coordinator(for: $0) !== one })
        #expect(registry.count == 4)
    }

    @Test("A full registry forgets the scope that was not asked for the longest")
    func bounded() {
        let registry = RetryCoordinatorRegistry(capacity: 2)
        let first = registry.coordinator(for: scope("a"))
        let second = registry.coordinator(for: scope("b"))
        _ = registry.coordinator(for: scope("a"))
        _ = registry.coordinator(for: scope("c"))
        #expect(registry.count == 2)
        #expect(registry.coordinator(for: scope("a")) === first)
        #expect(registry.coordinator(for: scope("b")) !== second)
    }

    @Test("Coordinators are made to the caller's taste")
    func factory() {
        let registry = RetryCoordinatorRegistry(capacity: 0) { _ in RetryCoordinator(budget: RetryBudget(reserve: 7)) }
        #expect(registry.capacity == 1)
        #expect(registry.coordinator(for: scope("a")).budgetBalance == 7)
    }
}
