import Foundation

/// A directory of its own for one test, with a ledger in it; it is removed with the value.
final class Workspace: Sendable {
    /// The directory.
    let directory: URL

    /// A rate card of round figures that never grows old: 3 and 15 dollars a million tokens.
    private static let card = """
        {"format": 1, "version": "test", "published": "9999-01-01", "models": [
          {"id": "acme.reader-1", "max_output_tokens": 4000, "prices": [{"usd_per_million_tokens":
            {"input": "3", "cache_read": "0.3", "cache_write_5m": "3.75", "output": "15"}}]},
          {"id": "acme.writer-1", "prices": [{"usd_per_million_tokens": {"input": "1", "output": "5"}}]}]}
        """

    init() throws {
        directory = FileManager.default.temporaryDirectory.appending(path: "bedrock-ledger-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
        try write(Self.card, to: "rates.json")
    }

    deinit { try? FileManager.default.removeItem(at: directory) }

    /// Runs the program here; its ledger is `ledger.db` and its rate card `rates.json`, unless told otherwise.
    @discardableResult
    func run(
        _ arguments: String..., input: String = "", environment: [String: String] = [:]
    ) async throws -> Program.Outcome {
        try await run(arguments, input: input, environment: environment)
    }

    /// Runs the program here, as above.
    @discardableResult
    func run(
        _ arguments: [String], input: String = "", environment: [String: String] = [:]
    ) async throws -> Program.Outcome {
        try await Program.run(
            Program.directory.appending(path: "bedrock-ledger"), arguments, input: input,
            environment: environment.merging(["BEDROCK_LEDGER_RATES": "rates.json"]) { given, _ in given },
            in: directory)
    }

    /// Runs a line of shell here, where `bedrock-ledger` is the built program.
    func shell(_ line: String) async throws -> Program.Outcome {
        try await Program.run(URL(filePath: "/bin/bash"), ["-c", line], in: directory)
    }

    /// Writes a file here.
    func write(_ text: String, to name: String) throws {
        try Data(text.utf8).write(to: directory.appending(path: name))
    }

    /// The text of a file here.
    func text(of name: String) throws -> String {
        try String(contentsOf: directory.appending(path: name), encoding: .utf8)
    }
}
