import Foundation
import Testing

@Suite("Recording calls on the command line")
struct RecordTests {
    private let workspace: Workspace
    private static let lines = """
        {"call_id":"a","model":"acme.reader-1","region":"us-east-1","at":"2026-11-20T10:00:00Z","team":"search",\
        "callsite":"answer","tags":{"env":"prod"},"latency_ms":900,\
        "response":{"usage":{"inputTokens":1000,"outputTokens":200,"totalTokens":1200}}}
        {"call_id":"b","model":"acme.writer-1","region":"us-east-1","at":"2026-11-21T10:00:00Z","team":"ads",\
        "callsite":"draft","user":"ada","response":{"usage":{"inputTokens":10,"outputTokens":2000,"totalTokens":2010}}}

        {"call_id":"c","model":"acme.unheard-of","region":"us-east-1","at":"2026-11-21T11:00:00Z","team":"ads",\
        "callsite":"draft","response":{"usage":{"inputTokens":1,"outputTokens":1,"totalTokens":2}}}

        """

    init() throws {
        workspace = try Workspace()
    }

    @Test("Calls are recorded with their cost, and a second time not again")
    func recorded() async throws {
        let first = try await workspace.run("record", input: Self.lines)
        #expect(first.status == 0)
        #expect(
            first.output == """
                {"recorded":3,"corrected":0,"duplicates":0,"conflicts":0,"rejected":0,"unpriced":1,"cost_usd":"0.01601"}

                """)
        #expect(
            first.errors == """
                warning: 1 of the calls has no known cost, which is not zero; the first: \
                the rate card test has no model acme.unheard-of

                """)
        let second = try await workspace.run("record", input: Self.lines)
        #expect(second.status == 0)
        #expect(
            second.output == """
                {"recorded":0,"corrected":0,"duplicates":3,"conflicts":0,"rejected":0,"unpriced":0,"cost_usd":"0"}

                """)
    }

    @Test("A line without a time is the same call whenever it is offered again, at other rates too")
    func undated() async throws {
        let line = #"{"call_id":"a","model":"acme.reader-1","response":{"usage":{"inputTokens":10,"outputTokens":2}}}"#
        let first = try await workspace.run("record", input: line + "\n" + line)
        #expect(first.output.hasPrefix(#"{"recorded":1,"corrected":0,"duplicates":1,"conflicts":0,"#))
        try await Task.sleep(for: .milliseconds(5))
        let rates = try workspace.text(of: "rates.json")
        try workspace.write(rates.replacing(#""version": "test""#, with: #""version": "next""#), to: "rates.json")
        let second = try await workspace.run("record", input: line)
        #expect(second.output.hasPrefix(#"{"recorded":0,"corrected":0,"duplicates":1,"conflicts":0,"#))
    }

    @Test("A recording that is killed leaves a ledger in order, and goes on where it stopped")
    func killed() async throws {
        let usage = #""response":{"usage":{"inputTokens":10,"outputTokens":1,"totalTokens":11}}"#
        let lines = (0..<20_000).map {
            #"{"call_id":"c\#($0)","model":"acme.reader-1","region":"us-east-1","at":"2026-11-20T10:00:00Z",\#(usage)}"#
        }
        try workspace.write(lines.joined(separator: "\n"), to: "calls.jsonl")
        try await workspace.run("migrate")
        let killed = try await workspace.shell(
            "timeout -s KILL 0.4 bedrock-ledger record --rates rates.json calls.jsonl")
        #expect(killed.status == 137)
        #expect(try await workspace.run("verify").status == 0)
        let again = try await workspace.run("record", "calls.jsonl")
        #expect(again.status == 0)
        #expect(try await workspace.run("verify").status == 0)
        let total = try await workspace.run("spend", "--by", "model", "--format", "jsonl")
        #expect(total.output.hasPrefix(#"{"model":"acme.reader-1","calls":20000,"input_tokens":200000,"#))
    }

    @Test("An interrupted command ends without a word", arguments: [("INT", 130), ("TERM", 143)] as [(String, Int32)])
    func interrupted(signal: String, status: Int32) async throws {
        // The ledger is there before, because a busy machine may not get to make it in half a second.
        try await workspace.run("migrate")
        let outcome = try await workspace.shell(
            "timeout --preserve-status -s \(signal) 0.5 bedrock-ledger record < <(sleep 5)")
        #expect(outcome.status == status)
        #expect(outcome.output == "")
        #expect(outcome.errors == "")
        #expect(try await workspace.run("verify").status == 0)
    }

    @Test("Bad lines are named with their number; the others are recorded")
    func badLines() async throws {
        let first = try #require(Self.lines.split(separator: "\n").first)
        try workspace.write(
            """
            \(first)
            {"model":"acme.reader-1","at":"2026-11-20T10:00:00Z"}
            {"call_id":"d","model":"acme.reader-1","team":7}
            not json
            {"call_id":"e","model":"acme.reader-1","tags":{"env":1}}
            {"call_id":"f","model":"acme.reader-1","latency_ms":-1}
            {"call_id":"a","model":"acme.reader-1","at":"2026-11-20T10:00:00Z","response":{"usage":{"inputTokens":1,\
            "outputTokens":1,"totalTokens":2}}}
            """, to: "calls.jsonl")
        let outcome = try await workspace.run("record", "calls.jsonl")
        #expect(outcome.status == 1)
        #expect(outcome.output.hasPrefix(#"{"recorded":1,"corrected":0,"duplicates":0,"conflicts":1,"rejected":5,"#))
        let complaints = outcome.errors.split(separator: "\n").filter { $0.hasPrefix("error: ") }
        #expect(complaints.count == 6)
        #expect(
            complaints[0]
                == "error: calls.jsonl:2: call_id: missing; it keeps a call that is recorded twice from counting twice")
    }
}
