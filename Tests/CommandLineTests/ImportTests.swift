import Testing

@Suite("import invocation-logs")
struct ImportTests {
    private let workspace: Workspace

    init() throws { workspace = try Workspace() }

    private func record(_ id: String, model: String = "acme.reader-1", more: String = "") -> String {
        #"{"schemaType":"ModelInvocationLog","timestamp":"2026-11-20T10:15:30Z","requestId":"\#(id)","#
            + #""operation":"Converse","modelId":"\#(model)","region":"us-east-1","#
            + #""identity":{"arn":"arn:aws:sts::111122223333:assumed-role/search-role/a"},"#
            + #""input":{"inputTokenCount":1000},"output":{"outputTokenCount":100}\#(more)}"# + "\n"
    }

    private func figures(of output: String) -> String {
        output.prefix { $0 != "[" }.split(separator: ",").filter {
            ["records", "recorded", "duplicates", "conflicts", "broken", "unpriced", "cost_usd"]
                .contains($0.split(separator: "\"").first.map(String.init))
        }.joined(separator: ",")
    }

    @Test("A folder goes in once, however often it is imported")
    func repeated() async throws {
        try workspace.write(record("a") + record("b"), to: "log.json")
        for counts in [
            #""records":2,"recorded":2,"duplicates":0,"conflicts":0,"broken":0,"unpriced":0,"cost_usd":"0.009""#,
            #""records":2,"recorded":0,"duplicates":2,"conflicts":0,"broken":0,"unpriced":0,"cost_usd":"0""#,
        ] {
            let outcome = try await workspace.run("import", "invocation-logs", "log.json", "--format", "json")
            #expect(figures(of: outcome.output) == counts)
            #expect(outcome.errors == "")
            #expect(outcome.status == 0)
        }
    }

    @Test("A broken record is named with file and line, a path that is not there by its name")
    func faults() async throws {
        try workspace.write(record("a") + "{\"schemaType\":\n" + record("b"), to: "log.json")
        let broken = try await workspace.run("import", "invocation-logs", "log.json")
        #expect(broken.errors == "log.json:2: the record is not closed\n")
        #expect(
            broken.output == """
                           count
                ---------  -----  -------------------------------------------------
                files          1
                records        2  from 2026-11-20T10:15:30Z to 2026-11-20T10:15:30Z
                new calls      2  cost $0.009000
                broken         1  were skipped

                """)
        #expect(broken.status == 3)
        let missing = try await workspace.run("import", "invocation-logs", "none", "log.json")
        #expect(missing.errors.hasPrefix("error: none: cannot be read: No such file or directory\n"))
        #expect(missing.status == 1)
    }

    @Test("Keys, rules and profiles decide whom a call is charged to and what it costs")
    func options() async throws {
        let profile = "arn:aws:bedrock:us-east-1:111122223333:application-inference-profile/a1b2"
        try workspace.write("{\"\(profile)\":\"acme.reader-1\"}", to: "profiles.json")
        try workspace.write("{\"rules\":[{\"arn\":\"*\",\"callsite\":\"from-file\",\"team\":\"x\"}]}", to: "rules.json")
        try workspace.write(
            record("a", model: profile) + record("b", more: #","requestMetadata":{"cost:center":"cc-1"}"#),
            to: "log.json")
        let outcome = try await workspace.run(
            "import", "invocation-logs", "log.json", "--team-key", "cost:center", "--inference-profiles",
            "profiles.json", "--rule", "arn:*:assumed-role/{team}-role/*", "--rules", "rules.json")
        #expect(outcome.status == 0, "\(outcome.errors)")
        let spend = try await workspace.run(
            "spend", "--by", "team,callsite", "--since", "2026-11-01", "--until", "2026-12-01", "--format", "csv")
        let rows = spend.output.split(whereSeparator: \.isNewline).map { $0.split(separator: ",").prefix(3) }
        #expect(rows.contains(["cc-1", "from-file", "1"]))
        #expect(rows.contains(["search", "from-file", "1"]))
    }

    @Test(
        "A rule or file that cannot be right is refused before anything is recorded",
        arguments: [
            (["--rule", "arn:*"], "error: --rule: rule \"arn:*\" sets nothing"),
            (["--rules", "bad.json"], "error: bad.json: line 2: \"taem\" is not one of arn, team, callsite, user"),
            (["--inference-profiles", "bad.json"], "error: bad.json:1: the model of rules is not text"),
            (["--format", "csv"], "error: the summary of an import is printed as table or json"),
        ])
    func refused(options: [String], message: String) async throws {
        try workspace.write("{\"rules\":[\n{\"arn\":\"*\",\"taem\":\"x\"}]}", to: "bad.json")
        try workspace.write(record("a"), to: "log.json")
        let outcome = try await workspace.run(["import", "invocation-logs", "log.json"] + options)
        #expect(outcome.errors.hasPrefix(message), "\(outcome.errors)")
        #expect(outcome.status == 2)
        #expect(try await workspace.run("spend").status == 5, "no ledger was made")
    }
}
