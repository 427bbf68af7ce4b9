import Retry

/// Thirty callers ask a model that serves five calls a second. They share one coordinator, so after the first throttles
/// they queue here instead of being refused there.
@main
struct RetryExample {
    static func main() async {
        let model = FlakyModel()
        let registry = RetryCoordinatorRegistry { _ in RetryCoordinator(budget: RetryBudget(reserve: 30)) }
        let scope = RetryScope(account: "main", region: "eu-central-1", model: "example.model-v1:0")

        await withTaskGroup(of: String.self) { group in
            for caller in 1...30 {
                group.addTask {
                    await ask(model, "question \(caller)", through: registry.coordinator(for: scope))
                }
            }
            for await outcome in group { print(outcome) }
        }
    }

    static func ask(_ model: FlakyModel, _ prompt: String, through coordinator: RetryCoordinator) async -> String {
        do {
            return try await withRetry(
                policy: RetryPolicy(deadline: .seconds(20)),
                coordinator: coordinator,
                classify: classify,
                onEvent: { print("\(prompt): \($0)") }
            ) { _ in
                try await model.answer(prompt)
            }
        } catch {
            return "\(prompt): \(error)"
        }
    }

    static func classify(_ error: any Error) -> RetryClassification {
        guard let refusal = error as? FlakyModel.Refusal else {
            return RetryClassification(.fail(.unclassified), reason: "Not an error of the model service.")
        }
        return RetryRules.bedrock.classify(refusal.failure)
    }
}
