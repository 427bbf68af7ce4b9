import Foundation
import Testing

@Suite("Pruning on the command line")
struct PruneTests {
    private let workspace: Workspace

    init() throws {
        workspace = try Workspace()
    }

    private func record() async throws {
        let times = ["2025-11-20T10:30:00Z", "2025-12-31T23:59:59Z", "2026-01-01T00:00:00Z"]
        let lines = times.enumerated().map { index, time in
            """
            {"call_id":"c\(index)","model":"acme.reader-1","region":"us-east-1","at":"\(time)","team":"search",\
            "callsite":"answer","response":{"usage":{"inputTokens":1000,"outputTokens":200,"totalTokens":1200}}}
            """
        }
        #expect(try await workspace.run("record", input: lines.joined(separator: "\n")).status == 0)
    }

    @Test("A dry run says what would go, and nothing goes")
    func dryRun() async throws {
        try await record()
        let outcome = try await workspace.run("prune", "--before", "2026-01", "--dry-run")
        #expect(outcome.status == 0)
        #expect(
            outcome.output == """
                would prune 2 calls before 2026-01 that cost USD 0.012, 0 corrections and 0 reservations; every sum \
                would stay

                """)
        #expect(try await workspace.run("export").output.split(separator: "\r\n").count == 4)
    }

    @Test("What goes is kept in the archive, every sum stays, and the ledger verifies")
    func archive() async throws {
        try await record()
        let spend = try await workspace.run("spend", "--by", "hour,team", "--format", "csv")
        let outcome = try await workspace.run(
            "prune", "--before", "2026-01", "--archive", "old.csv", "--format", "json")
        #expect(outcome.status == 0, "\(outcome.errors)")
        #expect(outcome.output.hasPrefix(#"{"dry_run":false,"before":"2026-01-01T00:00:00Z","calls":2,"#))
        #expect(outcome.output.contains(#""cost_usd":"0.012""#) && outcome.output.contains(#""archive":"old.csv""#))
        #expect(try workspace.text(of: "old.csv").split(separator: "\r\n").count == 3)
        #expect(try await workspace.shell("sha256sum -c old.csv.sha256").output == "old.csv: OK\n")
        #expect(try await workspace.run("spend", "--by", "hour,team", "--format", "csv").output == spend.output)
        #expect(try await workspace.run("verify").status == 0)
        #expect(try await workspace.run("verify", "--chain").status == 0)

        let call = try await workspace.run("call", "c0")
        #expect(call.status == 1)
        #expect(call.errors.contains("was pruned"))
        let export = try await workspace.run("export")
        #expect(export.status == 2)
        #expect(export.errors.contains("since 2026-01-01"))
        #expect(try await workspace.run("export", "--since", "2026-01-01").output.contains("c2,"))
        let again = try await workspace.run("prune", "--before", "2026-01", "--archive", "other.csv")
        #expect(again.output == "there is nothing to prune before 2026-01\n")
        try await record()
        #expect(try await workspace.run("spend", "--by", "hour,team", "--format", "csv").output == spend.output)
    }

    @Test("What cannot be pruned is said, and nothing is replaced")
    func refusals() async throws {
        try await record()
        let future = try await workspace.run("prune", "--before", "2999-01")
        #expect(future.status == 2)
        #expect(future.errors.contains("the latest cut is"))
        try workspace.write("mine", to: "old.csv")
        let existing = try await workspace.run("prune", "--before", "2026-01", "--archive", "old.csv")
        #expect(existing.status == 1)
        #expect(
            existing.errors == "error: old.csv exists, and an archive never replaces a file; name another one\n")
        #expect(try workspace.text(of: "old.csv") == "mine")
        for arguments in [[], ["--before", "2026-01", "--keep", "400d"], ["--before", "January"]] {
            #expect(try await workspace.run(["prune"] + arguments).status == 2)
        }
    }
}
