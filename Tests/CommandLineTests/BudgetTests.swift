import Foundation
import Testing

@Suite("Budgets on the command line")
struct BudgetTests {
    private let workspace: Workspace

    init() throws {
        workspace = try Workspace()
    }

    @Test("A budget is set, listed, raised and removed")
    func life() async throws {
        let set = try await workspace.run(
            "budget", "set", "search", "--team", "search", "--tag", "env=prod", "--limit", "250", "--period", "total",
            "--actor", "ada")
        #expect(set.status == 0)
        let table = """
            budget  covers                period  cap   exceeded    limit  spent  reserved     left  state  resets at
            ------  --------------------  ------  ----  --------  -------  -----  --------  -------  -----  ---------
            search  team=search env=prod  total   hard  refuse    $250.00  $0.00     $0.00  $250.00  ok     -

            """
        #expect(set.output == table)
        #expect(try await workspace.run("budget", "list").output == table)
        let raised = try await workspace.run(
            "budget", "raise", "search", "--by", "50", "--until", "9999-01-01", "--reason", "launch", "--actor", "bob",
            "--format", "csv")
        #expect(
            raised.output == """
                name,team,callsite,model,user,tags,period,timezone,enforcement,unpriced,base_limit_usd,limit_usd,\
                spent_usd,estimated_usd,reserved_usd,left_usd,state,unpriced_calls,window_start,resets_at,\
                when_exceeded,fallback_model,minimum_tokens\r
                search,search,,,,env=prod,total,UTC,hard,refuse,250,300,0,0,0,300,ok,0,,,refuse,,\r

                """)
        let shown = try await workspace.run("budget", "show", "search")
        #expect(
            shown.output.hasPrefix(
                """
                {"name":"search","scope":{"team":"search","tags":{"env":"prod"}},"period":"total","timezone":"UTC",\
                "enforcement":"hard","unpriced":"refuse","when_exceeded":"refuse","fallback_model":null,\
                "minimum_tokens":null,"warn_at":[50,80,100],"base_limit_usd":"250",\
                "limit_usd":"300","spent_usd":"0","estimated_usd":"0","reserved_usd":"0","left_usd":"300","state":"ok",\
                "threshold_reached":null,"unpriced_calls":0,"window_start":null,"resets_at":null,"history":[{"at":"
                """))
        #expect(shown.output.contains(#""actor":"ada","kind":"created""#))
        #expect(shown.output.contains(#""actor":"bob","kind":"raised""#))
        let removed = try await workspace.run("budget", "remove", "search")
        #expect(removed.status == 0)
        #expect(removed.output == "removed the budget search\n")
        #expect(try await workspace.run("budget", "list", "--format", "json").output == "{\"budgets\":[]}\n")
    }

    @Test("A budget that is not there is named", arguments: ["show", "remove"])
    func missing(verb: String) async throws {
        try await workspace.run("migrate")
        let outcome = try await workspace.run("budget", verb, "nobody")
        #expect(outcome.status == 1)
        #expect(outcome.errors.hasPrefix("error: "))
        #expect(outcome.errors.contains("nobody"))
    }

    @Test(
        "A malformed budget is refused with the argument that is wrong",
        arguments: [
            (["--limit", "ten", "--period", "month"], "--limit"),
            (["--limit", "10", "--period", "fortnight"], "--period"),
            (["--limit", "10", "--period", "month", "--warn-at", "0"], "--warn-at"),
            (["--limit", "10", "--period", "month", "--unpriced", "maybe"], "--unpriced"),
            (["--limit", "10", "--period", "month", "--tag", "env"], "--tag"),
            (["--limit", "10", "--period", "month", "--hard", "--soft"], "--soft"),
            (["--limit", "0", "--period", "month"], "limit"),
            (["--limit", "10", "--period", "month", "--timezone", "Mars/Base"], "Mars/Base"),
            (["--limit", "10"], "--period"),
            (["--limit", "10", "--period", "month", "--when-exceeded", "panic"], "--when-exceeded"),
            (["--limit", "10", "--period", "month", "--when-exceeded", "fallback"], "--fallback-model"),
            (["--limit", "10", "--period", "month", "--when-exceeded", "shrink"], "--minimum-tokens"),
            (["--limit", "10", "--period", "month", "--fallback-model", "a.b"], "--fallback-model"),
            (
                [
                    "--limit", "10", "--period", "month", "--soft", "--when-exceeded", "shrink", "--minimum-tokens",
                    "9",
                ], "hard budgets"
            ),
        ] as [([String], String)])
    func malformed(arguments: [String], culprit: String) async throws {
        let outcome = try await workspace.run(["budget", "set", "b"] + arguments)
        #expect(outcome.status == 2)
        #expect(outcome.output == "")
        #expect(outcome.errors.hasPrefix("error: "))
        #expect(outcome.errors.contains(culprit), "\(outcome.errors)")
        #expect(outcome.errors.split(separator: "\n").count == 1)
    }

    @Test(
        "What becomes of a call that does not fit is shown in every form",
        arguments: [
            (["fallback", "--fallback-model", "eu.acme.unheard-of"], "fallback", #""eu.acme.unheard-of","#, "null"),
            (["shrink", "--minimum-tokens", "200"], "shrink", "null,", "200"),
        ] as [([String], String, String, String)])
    func policy(options: [String], kind: String, model: String, tokens: String) async throws {
        let set = try await workspace.run(
            ["budget", "set", "b", "--limit", "1", "--period", "total", "--when-exceeded"] + options)
        #expect(set.status == 0)
        #expect(set.output.contains(" \(kind) "))
        // A model that no call can be priced for is a fallback that nobody ever gets.
        #expect(set.errors.contains("the rate card does not have eu.acme.unheard-of") == (kind == "fallback"))
        let shown = try await workspace.run("budget", "show", "b")
        #expect(
            shown.output.contains(
                #""when_exceeded":"\#(kind)","fallback_model":\#(model)"minimum_tokens":\#(tokens),"#))
    }

    @Test("A model is covered whatever profile or ARN names it")
    func model() async throws {
        let arn = "arn:aws:bedrock:eu-central-1:111122223333:inference-profile/eu.acme.reader-1"
        let outcome = try await workspace.run(
            "budget", "set", "reader", "--model", arn, "--limit", "1", "--period", "total", "--format", "json")
        #expect(outcome.output.contains(#""scope":{"model":"acme.reader-1"}"#))
    }

    @Test("An old rate card is warned of on standard error, once; a bad one is refused with its place")
    func rates() async throws {
        let start = #"{"format": 1, "version": "old", "published": "2020-01-01", "models": []"#
        try workspace.write(start + "}", to: "old.json")
        let old = try await workspace.run(
            "budget", "set", "b", "--limit", "1", "--period", "total", "--model", "a.b", "--rates", "old.json")
        #expect(old.status == 0)
        #expect(old.errors.hasPrefix("warning: "))
        #expect(old.errors.split(separator: "\n").count == 1)
        try workspace.write(start + ",\n \"modles\": []}", to: "bad.json")
        let bad = try await workspace.run(
            "budget", "set", "b", "--limit", "1", "--period", "total", "--model", "a.b", "--rates", "bad.json")
        #expect(bad.status == 2)
        #expect(bad.errors.hasPrefix("error: the rate card is refused: bad.json:2: modles: "))
    }
}
