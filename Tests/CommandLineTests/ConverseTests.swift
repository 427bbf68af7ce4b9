import Foundation
import Testing

@Suite("Asking a model on the command line")
struct ConverseTests {
    private static let model = "acme.reader-1"

    /// Starts an emulator, hands its environment out, and stops it.
    private func withService(
        _ arguments: String..., in workspace: Workspace, work: ([String: String]) async throws -> Void
    ) async throws {
        let emulator = Process()
        emulator.executableURL = Program.directory.appending(path: "bedrock-ledger")
        emulator.arguments = ["emulate", "--rates", "rates.json"] + arguments
        emulator.currentDirectoryURL = workspace.directory
        let output = Pipe()
        emulator.standardOutput = output
        emulator.standardError = FileHandle.nullDevice
        try emulator.run()
        defer {
            emulator.terminate()
            emulator.waitUntilExit()
        }
        let line = String(decoding: output.fileHandleForReading.availableData, as: UTF8.self)
        let url = try #require(line.split(separator: " ").last).trimmingCharacters(in: .newlines)
        try await work([
            "AWS_ENDPOINT_URL_BEDROCK_RUNTIME": url, "AWS_REGION": "us-east-1", "AWS_ACCESS_KEY_ID": "AKIATEST",
            "AWS_SECRET_ACCESS_KEY": "secret",
        ])
    }

    @Test("prints the answer alone on standard output, the cost on standard error, and records the call")
    func answer() async throws {
        let workspace = try Workspace()
        try await withService(in: workspace) { environment in
            let outcome = try await workspace.run(
                "converse", "--model", Self.model, "--team", "search", "--max-tokens", "50",
                "Hello. [[reply:Good day.]]", environment: environment)
            #expect(outcome.output == "Good day.\n")
            #expect(outcome.errors.hasPrefix("cost $0.000"))
            #expect(outcome.status == 0)
            let spend = try await workspace.run("spend", "--by", "team,callsite", "--format", "csv")
            #expect(spend.output.contains("search,command-line,1,"))
            #expect(try await workspace.run("verify").status == 0)
        }
    }

    @Test("streams, and takes the prompt from standard input")
    func stream() async throws {
        let workspace = try Workspace()
        try await withService(in: workspace) { environment in
            let outcome = try await workspace.run(
                "converse", "--model", Self.model, "--stream", "--max-tokens", "50", input: "[[reply:One two three.]]",
                environment: environment)
            #expect(outcome.output == "One two three.\n")
            #expect(outcome.errors.contains("output tokens"))
        }
    }

    @Test("prints JSON that follows a schema, and fails with every round paid for where none does")
    func schema() async throws {
        let workspace = try Workspace()
        try workspace.write(
            #"{"type":"object","required":["name"],"properties":{"name":{"type":"string"}}}"#, to: "schema.json")
        try await withService(in: workspace) { environment in
            func ask(_ reply: String) async throws -> Program.Outcome {
                try await workspace.run(
                    "converse", "--model", Self.model, "--json-schema", "schema.json", "--max-tokens", "50",
                    "--max-repair-attempts", "1", "[[reply:\(reply)]]", environment: environment)
            }
            let good = try await ask("Well: ```json {'name': \"Lima\",} ```")
            #expect(good.output == "{\"name\": \"Lima\"}\n")
            let bad = try await ask("{\"name\": 7}")
            #expect(bad.status == 1)
            #expect(bad.output.isEmpty)
            #expect(bad.errors.contains("no answer in 2 rounds"))
            let spend = try await workspace.run("spend", "--by", "team", "--format", "csv")
            #expect(spend.output.contains("unassigned,3,"))
        }
    }

    @Test("is refused by a budget with exit code 4, and nothing is sent")
    func refused() async throws {
        let workspace = try Workspace()
        try await withService(in: workspace) { environment in
            try await workspace.run(
                "budget", "set", "tiny", "--team", "search", "--limit", "0.00001", "--period", "total")
            let outcome = try await workspace.run(
                "converse", "--model", Self.model, "--team", "search", "Hello.", environment: environment)
            #expect(outcome.status == 4)
            #expect(outcome.errors.contains("budget \"tiny\" refused the call"))
            let refused = try await workspace.run("reservations", "--refused", "--format", "csv")
            #expect(refused.output.contains("search"))
        }
    }

    @Test("says what is wrong with a call that the service refuses, with its request id")
    func serviceError() async throws {
        let workspace = try Workspace()
        try await withService("--faults", "access-denied", in: workspace) { environment in
            let outcome = try await workspace.run(
                "converse", "--model", Self.model, "Hello.", environment: environment)
            #expect(outcome.status == 1)
            #expect(outcome.errors.contains("AccessDeniedException (HTTP 403)"))
            #expect(outcome.errors.contains("[request "))
        }
    }

    @Test("needs a region, and says where it looked")
    func noRegion() async throws {
        let outcome = try await Workspace().run(
            "converse", "--model", Self.model, "Hello.", environment: ["AWS_EC2_METADATA_DISABLED": "true"])
        #expect(outcome.status == 2)
        #expect(outcome.errors.contains("AWS_REGION"))
    }

    @Test("in Swift, the example of the documents runs and ends within its cap")
    func example() async throws {
        let workspace = try Workspace()
        let outcome = try await Program.run(
            Program.directory.appending(path: "BedrockClientExample"), [], in: workspace.directory)
        #expect(outcome.status == 0)
        let lines = outcome.output.split(separator: "\n").map(String.init)
        #expect(lines.first?.hasPrefix("The Amazon. USD 0.000") == true)
        #expect(lines.contains { $0.hasPrefix("It is long, and it is wide. USD 0.000") })
        #expect(lines.contains { $0.hasPrefix("Manaus 2063547 USD 0.000") })
        #expect(lines.contains { $0.hasPrefix("refused: search has USD 0.02 and may need USD ") })
        #expect(lines.contains { $0.hasPrefix("largest-city 1 USD 0.000") })
    }
}

extension ConverseTests {
    @Test("A call whose process is killed is charged with what was held for it")
    func killed() async throws {
        let workspace = try Workspace()
        try await withService("--latency", "60s", in: workspace) { environment in
            try await workspace.run("migrate")
            let call = Process()
            call.executableURL = Program.directory.appending(path: "bedrock-ledger")
            call.arguments = ["converse", "--model", Self.model, "--team", "search", "--max-tokens", "50", "Hello."]
            call.currentDirectoryURL = workspace.directory
            call.environment = environment.merging(["BEDROCK_LEDGER_RATES": "rates.json"]) { given, _ in given }
            call.standardOutput = FileHandle.nullDevice
            call.standardError = FileHandle.nullDevice
            try call.run()
            // Asking takes long enough to be the wait between two questions.
            var isHeld = false
            for _ in 0..<200 where !isHeld {
                isHeld = try await workspace.run("reservations", "--format", "csv").output.contains("search")
            }
            #expect(isHeld)
            kill(call.processIdentifier, SIGKILL)
            call.waitUntilExit()
            #expect(try await workspace.run("reservations", "--format", "csv").output.contains("search") == false)
            let spend = try await workspace.run("spend", "--by", "team", "--format", "csv")
            #expect(spend.output.contains("search,1,"))
            #expect(try await workspace.run("verify").status == 0)
        }
    }
}
