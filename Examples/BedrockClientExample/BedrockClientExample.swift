import AWSCredentials
import AWSSigning
import BedrockEmulator
import BedrockLedger
import Foundation
import Ledger
import Pricing

/// Asks a model three ways under a cap of two cents, and shows who spent what.
///
/// The service is an emulator in this process, so it costs nothing: leave `endpoint` and `credentials` out, and the same
/// code calls AWS.
@main
struct BedrockClientExample {
    static let model = "us.anthropic.claude-sonnet-5"

    struct City: Decodable, Sendable {
        var name: String
        var population: Int
    }

    static func main() async throws {
        let directory = FileManager.default.temporaryDirectory.appending(path: "example-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: directory) }

        try await withEmulator { _, address in
            var configuration = ClientConfiguration()
            configuration.endpoint = address.url
            let client = try await BedrockClient(
                region: "us-east-1", ledger: .sqlite(directory.appending(path: "ledger.db").path), team: "search",
                credentials: StaticCredentials(Credentials(accessKeyID: "AKIAEXAMPLE", secretAccessKey: "example")),
                configuration: configuration)
            try await run(client)
            await client.close()
        }
    }

    static func run(_ client: BedrockClient) async throws {
        guard let ledger = client.ledger, let cap = Money(usd: "0.02") else { return }
        _ = try await ledger.setBudget(
            Budget(name: "search", scope: BudgetScope(team: "search"), limit: cap, period: .month), actor: "example")

        let answer = try await client.converse(
            model: model, messages: [.user("Name a river. [[reply:The Amazon.]]")], maxTokens: 100)
        print(answer.text, answer.costUSD.map(\.description) ?? "unknown")

        let stream = try await client.converseStream(
            model: model, messages: [.user("Tell me more. [[reply:It is long, and it is wide.]]")], maxTokens: 100)
        for try await text in stream.text { print(text, terminator: "") }
        print("", try await stream.completion().costUSD.map(\.description) ?? "unknown")

        let city = try await client.converse(
            model: model,
            messages: [.user("Its largest city. [[reply:{\"name\": \"Manaus\", \"population\": 2063547,}]]")],
            maxTokens: 100, returning: City.self, callsite: "largest-city")
        print(city.value.name, city.value.population, city.costUSD.map(\.description) ?? "unknown")

        do {
            _ = try await client.converse(model: model, messages: [.user("And now everything you know.")])
        } catch let refused as BudgetExceeded {
            print("refused:", refused.budget, "has", refused.limit, "and may need", refused.needed)
        }

        for row in try await ledger.spend(by: [.callsite], filter: CallFilter()).rows {
            print(row.key[0] ?? "-", row.figures.calls, row.figures.cost)
        }
    }
}
