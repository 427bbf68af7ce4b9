import Foundation
import Testing

@Suite("What is handed over to others on the command line")
struct HandOverTests {
    private let workspace: Workspace

    init() async throws {
        workspace = try Workspace()
        let calls = """
            {"call_id":"a","model":"acme.reader-1","region":"us-east-1","at":"2026-10-20T00:10:00Z","team":"search",\
            "callsite":"answer","response":{"usage":{"inputTokens":1000,"outputTokens":200,"totalTokens":1200}}}
            {"call_id":"b","model":"acme.writer-1","region":"us-east-1","at":"2026-10-21T10:00:00Z","team":"ads",\
            "callsite":"draft","response":{"usage":{"inputTokens":10,"outputTokens":2000,"totalTokens":2010}}}
            """
        #expect(try await workspace.run("record", input: calls).status == 0)
    }

    @Test("An export in the form of FOCUS needs an account, and starts with a mark where Excel is to read it")
    func focus() async throws {
        let outcome = try await workspace.run("export", "--profile", "focus")
        #expect(outcome.status == 2)
        #expect(outcome.errors.contains("--account"))
        #expect(try await workspace.run("export", "--profile", "focus", "--account", "12").status == 2)
        let written = try await workspace.run(
            "export", "--profile", "focus", "--account", "111122223333", "--byte-order-mark", "-o", "focus.csv")
        #expect(written.output == "wrote 4 rows to focus.csv\n")
        let bytes = try Data(contentsOf: workspace.directory.appending(path: "focus.csv"))
        #expect(bytes.starts(with: [0xEF, 0xBB, 0xBF]))
        #expect(try workspace.text(of: "focus.csv").contains(",BilledCost,"))
    }

    @Test("Spend is exported by day", arguments: ["spend", "datadog"])
    func byDay(profile: String) async throws {
        let outcome = try await workspace.run("export", "--profile", profile)
        #expect(outcome.status == 0)
        #expect(outcome.output.contains("2026-10-20"))
        #expect(try await workspace.run("export", "--profile", profile, "--format", "jsonl").status == 2)
    }

    @Test("Profiles of another form are refused")
    func unknownProfile() async throws {
        #expect(try await workspace.run("export", "--profile", "excel").status == 2)
    }

    @Test("A statement is written in its three forms, and no other command has them")
    func report() async throws {
        let markdown = try await workspace.run("report", "--team", "search", "--month", "2026-10")
        #expect(markdown.output.hasPrefix("# Statement of 2026-10 for team search\n"))
        #expect(markdown.output.contains("| answer | acme.reader-1 | 1 | 1,000 | 0 | 0 | 200 | 0.006 |"))
        let html = try await workspace.run(
            "report", "--team", "search", "--month", "2026-10", "--format", "html", "-o", "search.html")
        #expect(html.output == "wrote the statement of 2026-10 for team search to search.html\n")
        #expect(try workspace.text(of: "search.html").hasPrefix("<!DOCTYPE html>"))
        let csv = try await workspace.run("report", "--team", "search", "--month", "2026-10", "--format", "csv")
        #expect(csv.output.split(separator: "\r\n").count == 2)
        #expect(try await workspace.run("report", "--team", "search", "--month", "2026-13").status == 2)
        #expect(
            try await workspace.run("report", "--team", "search", "--month", "2026-10", "--format", "json").status == 2)
        let spend = try await workspace.run("spend", "--format", "html")
        #expect(spend.status == 2)
        #expect(spend.errors == "error: only report is printed as html; give table, json, jsonl or csv\n")
    }

    @Test("A head of the chain that was kept shows what was changed since")
    func chain() async throws {
        let head = try await workspace.run("chain", "head", "--format", "json")
        #expect(head.output.hasPrefix(#"{"link":1,"at":""#))
        try workspace.write(head.output, to: "head.json")
        #expect(try await workspace.run("chain", "head").output.contains("sha256"))
        let kept = try await workspace.run("verify", "--chain", "--head", "head.json")
        #expect(kept.status == 0, "\(kept.output) \(kept.errors)")
        #expect(try await workspace.run("verify", "--head", "head.json").status == 2)
        try workspace.write("{}", to: "none.json")
        #expect(try await workspace.run("verify", "--chain", "--head", "none.json").status == 2)
        try workspace.write(head.output.replacing("\"link\":1", with: "\"link\":9"), to: "later.json")
        let cut = try await workspace.run("verify", "--chain", "--head", "later.json", "--format", "json")
        #expect(cut.status == 3)
        #expect(cut.output.contains("before link 9"))
    }

    @Test("What callers stated and what was booked from a bill is never priced again")
    func repriceLeavesAmounts() async throws {
        let header =
            "line_item_line_item_type,line_item_usage_start_date,line_item_product_code,line_item_usage_type,"
            + "line_item_usage_amount,line_item_unblended_cost,pricing_unit\n"
        try workspace.write(
            header
                + "Usage,2026-10-21T00:00:00Z,AmazonBedrock,USE1-acme.writer-1-mantle-output-tokens,9,0.9,1K tokens",
            to: "bill.csv")
        _ = try await workspace.run("reconcile", "cur", "--month", "2026-10", "--book", "bill.csv")
        let before = try await workspace.run("spend", "--by", "model", "--format", "csv")
        let repriced = try await workspace.run("reprice", "--since", "2026-10-01")
        #expect(
            repriced.output
                == "3 calls examined, 0 corrected, 0 without a price, 1 left at the amount they have; difference USD 0\n"
        )
        #expect(try await workspace.run("spend", "--by", "model", "--format", "csv").output == before.output)
    }

    @Test("A bill with more than the ledger is a finding, and can be booked")
    func reconcile() async throws {
        let header =
            "line_item_line_item_type,line_item_usage_start_date,line_item_product_code,line_item_usage_type,"
            + "line_item_usage_amount,line_item_unblended_cost,pricing_unit\n"
        let lines = [
            "Usage,2026-10-20T00:00:00Z,AmazonBedrock,USE1-Reader-input-tokens,1,0.003,1K tokens",
            "Usage,2026-10-20T00:00:00Z,AmazonBedrock,USE1-Reader-output-tokens,5,0.075,1K tokens",
            "Usage,2026-10-21T00:00:00Z,AmazonBedrock,USE1-acme.writer-1-mantle-input-tokens,0.01,0.00001,1K tokens",
            "Usage,2026-10-21T00:00:00Z,AmazonBedrock,USE1-acme.writer-1-mantle-output-tokens,2,0.01,1K tokens",
        ]
        try workspace.write(header + lines.joined(separator: "\n"), to: "bill.csv")
        try workspace.write(#"{"Reader": "acme.reader-1"}"#, to: "names.json")
        let arguments = ["reconcile", "cur", "--month", "2026-10", "--map", "names.json", "bill.csv"]
        let found = try await workspace.run(arguments)
        #expect(found.status == 3)
        #expect(found.output.contains("acme.reader-1, output: 4,800 tokens of traffic that bypassed the ledger"))
        let booked = try await workspace.run(arguments + ["--book", "--team", "platform"])
        #expect(booked.errors == "booked aws-bill-2026-10-1-output-acme.reader-1: $0.07200 for team platform\n")
        let again = try await workspace.run(arguments + ["--format", "json"])
        #expect(again.status == 0, "\(again.output)")
        #expect(try await workspace.run("spend", "--team", "platform").output.contains("$0.07200"))
        #expect(try await workspace.run("verify").status == 0)
        let missing = try await workspace.run("reconcile", "cur", "--month", "2026-10", "nowhere.csv")
        #expect(missing.status == 2)
        #expect(missing.errors.hasPrefix("error: nowhere.csv: cannot be opened"))
    }
}
