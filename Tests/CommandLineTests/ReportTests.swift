import Foundation
import Testing

@Suite("Reports on the command line")
struct ReportTests {
    private let workspace: Workspace

    init() async throws {
        workspace = try Workspace()
        let calls = """
            {"call_id":"a","model":"acme.reader-1","region":"us-east-1","at":"2026-11-20T10:00:00Z","team":"search",\
            "callsite":"answer","tags":{"env":"prod"},"latency_ms":900,\
            "response":{"usage":{"inputTokens":1000,"outputTokens":200,"totalTokens":1200}}}
            {"call_id":"b","model":"acme.writer-1","region":"us-east-1","at":"2026-11-21T10:00:00Z","team":"ads",\
            "callsite":"draft","response":{"usage":{"inputTokens":10,"outputTokens":2000,"totalTokens":2010}}}
            {"call_id":"c","model":"acme.reader-1","region":"us-east-1","at":"2026-11-21T11:00:00Z","team":"search",\
            "callsite":"summary","response":{"usage":{"inputTokens":100,"cacheReadInputTokens":50,\
            "outputTokens":1,"totalTokens":151}}}
            """
        #expect(try await workspace.run("record", input: calls).status == 0)
    }

    @Test("Spend by team and callsite, the dearest first")
    func table() async throws {
        let outcome = try await workspace.run("spend", "--by", "team,callsite")
        #expect(
            outcome.output == """
                team    callsite  calls  input  cache read  cache write  output        cost
                ------  --------  -----  -----  ----------  -----------  ------  ----------
                ads     draft         1     10           0            0   2,000    $0.01001
                search  answer        1  1,000           0            0     200   $0.006000
                search  summary       1    100          50            0       1  $0.0003300
                ------  --------  -----  -----  ----------  -----------  ------  ----------
                total                 3  1,110          50            0   2,201    $0.01634

                """)
    }

    @Test("Spend by day as CSV, with a filter")
    func csv() async throws {
        let outcome = try await workspace.run(
            "spend", "--by", "day", "--team", "search", "--since", "2026-11-20", "--until", "2026-11-22",
            "--format", "csv")
        #expect(
            outcome.output == """
                day,calls,input_tokens,cache_read_tokens,cache_write_tokens,output_tokens,cost_usd,fresh_input_usd,\
                cached_input_usd,cache_write_usd,output_usd,other_usd,estimated_usd,unpriced_calls\r
                2026-11-20,1,1000,0,0,200,0.006,0.003,0,0,0.003,0,0,0\r
                2026-11-21,1,100,50,0,1,0.00033,0.0003,0.000015,0,0.000015,0,0,0\r

                """)
    }

    @Test("Spend by tag as JSON, exact")
    func json() async throws {
        let outcome = try await workspace.run(
            "spend", "--by", "tag:env", "--model", "eu.acme.reader-1", "--format", "json")
        #expect(
            outcome.output == """
                {"from":null,"to":null,"rows":[\
                {"tag:env":"prod","calls":1,"input_tokens":1000,"cache_read_tokens":0,"cache_write_tokens":0,\
                "output_tokens":200,"cost_usd":"0.006","fresh_input_usd":"0.003","cached_input_usd":"0",\
                "cache_write_usd":"0","output_usd":"0.003","other_usd":"0","estimated_usd":"0","unpriced_calls":0},\
                {"tag:env":null,"calls":1,"input_tokens":100,"cache_read_tokens":50,"cache_write_tokens":0,\
                "output_tokens":1,"cost_usd":"0.00033","fresh_input_usd":"0.0003","cached_input_usd":"0.000015",\
                "cache_write_usd":"0","output_usd":"0.000015","other_usd":"0","estimated_usd":"0","unpriced_calls":0}],\
                "total":{"calls":2,"input_tokens":1100,"cache_read_tokens":50,"cache_write_tokens":0,\
                "output_tokens":201,"cost_usd":"0.00633","fresh_input_usd":"0.0033","cached_input_usd":"0.000015",\
                "cache_write_usd":"0","output_usd":"0.003015","other_usd":"0","estimated_usd":"0","unpriced_calls":0}}

                """)
    }

    @Test("A period that ends before it starts is refused")
    func emptyPeriod() async throws {
        let outcome = try await workspace.run("spend", "--since", "2026-11-22", "--until", "2026-11-22")
        #expect(outcome.status == 2)
        #expect(outcome.errors.hasPrefix("error: --since (2026-11-22T00:00:00Z) has to lie before --until"))
    }

    @Test("An export is the same on standard output and in a file")
    func export() async throws {
        let printed = try await workspace.run("export", "--format", "csv")
        #expect(printed.output.split(separator: "\r\n").count == 4)
        let written = try await workspace.run("export", "--format", "csv", "-o", "calls.csv")
        #expect(written.output == "wrote 3 calls to calls.csv\n")
        #expect(try workspace.text(of: "calls.csv") == printed.output)
        let lines = try await workspace.run("export", "--format", "jsonl", "--team", "ads")
        #expect(lines.output.hasPrefix(#"{"call_id":"b","request_id":null,"#))
        #expect(lines.output.hasSuffix("}\n"))
        #expect(try await workspace.run("export", "--format", "table").status == 2)
        let folder = try await workspace.run("export", "-o", "nowhere/calls.csv")
        #expect(folder.status == 1)
        #expect(folder.errors.hasPrefix("error: cannot create nowhere/calls.csv"))
    }

    @Test("A reader that goes away ends an export without a word")
    func brokenPipe() async throws {
        let outcome = try await workspace.shell("bedrock-ledger export | head -c 7")
        #expect(outcome.output == "call_id")
        #expect(outcome.errors == "")
    }

    @Test("Output that cannot be written is an error", arguments: [">/dev/full", ">&-"])
    func unwritable(redirection: String) async throws {
        let outcome = try await workspace.shell("bedrock-ledger spend \(redirection)")
        #expect(outcome.status == 1)
        #expect(outcome.errors.hasPrefix("error: standard output cannot be written: "))
        #expect(try await workspace.run("verify").status == 0)
    }

    @Test("A corrected rate makes correcting entries, once, and a dry run makes none")
    func reprice() async throws {
        try workspace.write(
            """
            {"format": 1, "version": "test-2", "published": "9999-01-01", "models": [
              {"id": "acme.reader-1", "prices": [{"usd_per_million_tokens":
                {"input": "3", "cache_read": "0.3", "output": "20"}}]},
              {"id": "acme.writer-1", "prices": [{"usd_per_million_tokens": {"input": "1", "output": "5"}}]}]}
            """, to: "new.json")
        let arguments = ["reprice", "--since", "2026-11-01", "--until", "2026-12-01", "--rates", "new.json"]
        let dry = try await workspace.run(arguments + ["--dry-run"])
        #expect(dry.status == 0)
        #expect(
            dry.output == """
                call  model              before       after
                ----  -------------  ----------  ----------
                a     acme.reader-1   $0.006000   $0.007000
                c     acme.reader-1  $0.0003300  $0.0003350
                3 calls examined, 2 would be corrected, 0 without a price; difference USD 0.001005

                """)
        let real = try await workspace.run(arguments + ["--format", "json"])
        #expect(
            real.output == """
                {"dry_run":false,"examined":3,"corrected":2,"still_unpriced":0,"kept":0,"difference_usd":"0.001005",\
                "changes":[\
                {"call_id":"a","model":"acme.reader-1","before_usd":"0.006","after_usd":"0.007"},\
                {"call_id":"c","model":"acme.reader-1","before_usd":"0.00033","after_usd":"0.000335"}]}

                """)
        let again = try await workspace.run(arguments)
        #expect(again.output == "3 calls examined, 0 corrected, 0 without a price; difference USD 0\n")
        #expect(try await workspace.run("spend", "--by", "team").output.contains("$0.0073"))
        #expect(try await workspace.run("verify").status == 0)
    }

    @Test("A ledger whose totals equal its rows is found in order")
    func verify() async throws {
        let outcome = try await workspace.run("verify", "--format", "json")
        #expect(outcome.status == 0)
        #expect(outcome.output.hasPrefix(#"{"ok":true,"checks":["#))
        #expect(outcome.output.hasSuffix("],\"findings\":[]}\n"))
    }

    @Test("A changed byte is found, and verify exits with 3")
    func damage() async throws {
        try await workspace.run("backup", "copy.db")
        let url = workspace.directory.appending(path: "copy.db")
        var bytes = try Data(contentsOf: url)
        let place = try #require(bytes.range(of: Data("summary".utf8)))
        bytes[place.lowerBound] = UInt8(ascii: "S")
        try bytes.write(to: url)
        let outcome = try await workspace.run("verify", "--ledger", "copy.db", "--format", "json")
        #expect(outcome.status == 3)
        #expect(outcome.output.hasPrefix(#"{"ok":false,"#))
    }
}
