import Foundation
import Testing

@Suite("Alerts on the command line")
struct AlertTests {
    private let workspace: Workspace

    init() throws {
        workspace = try Workspace()
    }

    @Test("Refusals of a budget are listed with what became of telling them")
    func listing() async throws {
        #expect(try await workspace.run("budget", "set", "b", "--limit", "1", "--period", "total").status == 0)
        for id in ["r1", "r2"] {
            let refused = try await workspace.run(
                "reserve", "--id", id, "--model", "acme.reader-1", "--region", "us-east-1", "--amount", "2",
                "--callsite", "answer",
                "--team", "search")
            #expect(refused.status == 4, "\(refused.errors)")
        }
        let json = try await workspace.run("alerts", "--format", "json").output
        for part in [
            #""type":"budget.no_room""#, #""count":2"#, #""budget":"b""#, #""limit_usd":"1""#, #""state":"pending""#,
            #""attempts":0"#, #""last_error":null"#,
            #""text":"budget \"b\" has no room for calls, which are refused or changed as its policy says: limit USD 1, "#
                + #"spent USD 0, reserved USD 0; it never resets""#,
        ] {
            #expect(json.contains(part), "\(part) in \(json)")
        }
        let table = try await workspace.run("alerts")
        #expect(table.output.contains("budget.no_room"))
        let csv = try await workspace.run("alerts", "--format", "csv")
        #expect(csv.output.split(separator: "\r\n").count == 2)
        #expect(try await workspace.run("alerts", "--limit", "0").status == 2)
    }

    @Test(
        "A webhook that cannot be right is refused before anything is served",
        arguments: [
            (["--alert-webhook", "http://hooks.example.com/x"], "https"),
            (["--alert-webhook", "https://a:b@hooks.example.com/x"], "password"),
            (["--alert-secret-file", "secret.txt"], "--alert-webhook"),
            (["--alert-webhook", "https://hooks.example.com/x", "--alert-secret-file", "short.txt"], "16 bytes"),
            (["--alert-webhook", "https://hooks.example.com/x", "--alert-secret-file", "none.txt"], "none.txt"),
        ])
    func malformed(options: [String], reason: String) async throws {
        try workspace.write("tooshort\n", to: "short.txt")
        let outcome = try await workspace.run(["serve", "--upstream", "emulator", "--listen", "127.0.0.1:0"] + options)
        #expect(outcome.status != 0)
        #expect(outcome.errors.contains(reason), "\(outcome.errors)")
        #expect(!outcome.errors.contains("tooshort"))
    }
}
