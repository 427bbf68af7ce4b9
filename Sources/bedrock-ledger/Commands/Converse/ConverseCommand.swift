import ArgumentParser
import BedrockLedger
import BedrockRuntime
import Foundation
import JSONRepair
import Ledger
import LosslessJSON
import Pricing
import Retry

/// Asks a model, metered and capped as all calls are.
struct ConverseCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "converse",
        abstract: "Ask a model, and record what it cost.",
        discussion: """
            Holds the most that the call can cost in every budget that covers it, sends it, records its exact cost, and \
            prints the answer; cost and cache savings go to standard error. A budget without room refuses the call, and \
            the exit code is 4. Credentials, region and endpoint are found as AWS SDKs find them.

            EXAMPLES:
              bedrock-ledger converse --model us.anthropic.claude-haiku-4-5-20251001-v1:0 \\
                --team search "Name a river."
              bedrock-ledger converse --model eu.amazon.nova-lite-v1:0 --team search \\
                --stream < question.txt
              bedrock-ledger converse --model us.anthropic.claude-sonnet-5 --team search \\
                --json-schema city.json "The largest city of Peru."
            """)

    @Option(help: "The model: its id, an inference profile or an ARN.")
    var model: String

    @OptionGroup var charged: ConverseAttributionOptions

    @Option(help: "Instructions to the model.")
    var system: String?

    @Option(help: ArgumentHelp("The most output tokens; without it the model's maximum is held.", valueName: "count"))
    var maxTokens: Int?

    @Option(help: ArgumentHelp("How freely the model chooses, 0 to 1.", valueName: "number"))
    var temperature: Double?

    @Flag(help: "Print the answer as it is generated.")
    var stream = false

    @Option(help: ArgumentHelp("Ask for JSON that follows the JSON Schema in a file, and print it.", valueName: "file"))
    var jsonSchema: String?

    @Option(help: ArgumentHelp("How often to ask again for JSON that follows the schema, 0 to 10.", valueName: "count"))
    var maxRepairAttempts = 2

    @OptionGroup var connection: ConnectionOptions
    @OptionGroup var rates: RatesOptions
    @OptionGroup var ledger: LedgerOptions

    @Argument(help: "The prompt; standard input unless given.")
    var prompt: String?

    func validate() throws {
        guard !(stream && jsonSchema != nil) else {
            throw ValidationError(
                "--stream prints the answer as it comes, --json-schema once it is checked: choose one")
        }
        guard (maxTokens ?? 1) > 0 else { throw ValidationError("--max-tokens must be at least 1") }
        guard (0...10).contains(maxRepairAttempts) else {
            throw ValidationError("--max-repair-attempts must be 0 to 10")
        }
    }

    func run() async throws {
        let request = try request()
        let schema = try jsonSchema.map { try JSONFile.read($0) }
        let pricer = try rates.pricer()
        try await ledger.withLedger(ifAbsent: .create) { store in
            let client = try await connection.client(ledger: store, pricer: pricer, context: try charged.context())
            do {
                try await ask(client, request, schema)
                await client.close()
            } catch {
                await client.close()
                throw Self.failure(error)
            }
        }
    }

    private func request() throws -> ConverseRequest {
        let text = try prompt ?? String(decoding: InputFile.read("-"), as: UTF8.self)
        guard !text.isEmpty else { throw CommandFailure(.usage, "the prompt is empty") }
        var request = ConverseRequest(
            messages: [.user(text)], system: system.map { [.text($0)] } ?? [],
            inference: InferenceSettings(maxTokens: maxTokens, temperature: temperature))
        if let jsonSchema {
            let schema = try JSONFile.read(jsonSchema)
            request.system.append(
                .text("Answer with one JSON value that follows this JSON Schema, and nothing else:\n\(schema.text)"))
        }
        return request
    }

    private func ask(_ client: BedrockClient, _ request: ConverseRequest, _ schema: JSONValue?) async throws {
        let callsite = charged.callsite
        if let schema {
            let answer = try await client.converse(
                model: model, request, maxRepairAttempts: maxRepairAttempts, callsite: callsite
            ) { json in
                try JSONSchemaCheck.check(json, against: schema)
                return json.text
            }
            try StandardOutput.print(answer.value)
            CallSummary.print(answer.rounds.map(\.call), client)
        } else if stream {
            let stream = try await client.converseStream(model: model, request, callsite: callsite)
            for try await event in stream {
                if let text = event.text { try StandardOutput.write(Array(text.utf8)) }
            }
            try StandardOutput.print("")
            CallSummary.print([try await stream.completion().call], client)
        } else {
            let answer = try await client.converse(model: model, request, callsite: callsite)
            try StandardOutput.print(answer.text)
            CallSummary.print([answer.call], client)
        }
    }

    /// The exit code that an error stands for.
    private static func failure(_ error: any Error) -> any Error {
        switch error {
        case let error as BudgetExceeded: CommandFailure(.refused, error.description)
        case let error as StructuredOutputFailed:
            CommandFailure(error.underlying is BudgetExceeded ? .refused : .failure, error.description)
        case let error as BedrockError: CommandFailure(.failure, "the call failed: \(error)")
        case let error as RetryExhausted: CommandFailure(.failure, "the call failed: \(error)")
        default: error
        }
    }
}
