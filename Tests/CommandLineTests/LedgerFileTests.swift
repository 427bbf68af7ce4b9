import Foundation
import Testing

@Suite("Finding and opening the ledger")
struct LedgerFileTests {
    private let workspace: Workspace

    init() throws {
        workspace = try Workspace()
    }

    @Test(
        "A command that only reads does not make a ledger where there is none",
        arguments: [
            ["spend"], ["export"], ["budget", "list"], ["budget", "show", "a"], ["budget", "remove", "a"],
            ["reservations"], ["release", "r"], ["verify"], ["reprice", "--since", "7d"], ["backup", "copy.db"],
            ["prune", "--before", "2020-01"],
        ])
    func missing(arguments: [String]) async throws {
        let outcome = try await workspace.run(arguments)
        #expect(outcome.status == 5)
        #expect(outcome.output == "")
        #expect(
            outcome.errors == """
                error: there is no ledger at ledger.db; name it with --ledger or BEDROCK_LEDGER_DB, or make one with \
                bedrock-ledger migrate

                """)
        #expect(!FileManager.default.fileExists(atPath: workspace.directory.appending(path: "ledger.db").path))
    }

    @Test("What is no ledger is named and left as it is", arguments: ["folder", "text.db", "nowhere/ledger.db"])
    func notALedger(path: String) async throws {
        let folder = workspace.directory.appending(path: "folder")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        try workspace.write(String(repeating: "This is a letter. ", count: 100), to: "text.db")
        let outcome = try await workspace.run("migrate", "--ledger", path)
        #expect(outcome.status == 5)
        #expect(outcome.errors.hasPrefix("error: "))
        #expect(outcome.errors.contains(path))
        #expect(outcome.errors.split(separator: "\n").count == 1)
        #expect(try workspace.text(of: "text.db").hasPrefix("This is a letter."))
    }

    @Test("The option wins over the environment, before or after the command")
    func precedence() async throws {
        let environment = ["BEDROCK_LEDGER_DB": "environment.db"]
        #expect(try await workspace.run("migrate", environment: environment).status == 0)
        #expect(try await workspace.run("migrate", "--ledger", "after.db", environment: environment).status == 0)
        #expect(try await workspace.run("--ledger", "before.db", "migrate", environment: environment).status == 0)
        for name in ["environment.db", "after.db", "before.db"] {
            #expect(FileManager.default.fileExists(atPath: workspace.directory.appending(path: name).path), "\(name)")
        }
        #expect(!FileManager.default.fileExists(atPath: workspace.directory.appending(path: "ledger.db").path))
    }

    @Test("A backup is a ledger with the same content, and never replaces a file")
    func backup() async throws {
        try await workspace.run("budget", "set", "all", "--limit", "1", "--period", "total")
        #expect(try await workspace.run("backup", "copy.db").status == 0)
        let original = try await workspace.run("budget", "list")
        #expect(try await workspace.run("budget", "list", "--ledger", "copy.db").output == original.output)
        let again = try await workspace.run("backup", "copy.db")
        #expect(again.status == 1)
        #expect(again.errors == "error: copy.db exists, and a backup never replaces a file; name another one\n")
    }
}
