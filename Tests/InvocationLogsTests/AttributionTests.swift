import Ledger
import LosslessJSON
import Testing

@testable import InvocationLogs

@Suite("Whom a call is charged to")
struct AttributionTests {
    private static let role = "arn:aws:sts::111122223333:assumed-role/search-role/i-0a"
    private static let user = "arn:aws:iam::111122223333:user/staff/alice"

    private func attribution(
        _ policy: AttributionPolicy = AttributionPolicy(), metadata: [String: String] = [:], arn: String? = role
    ) -> Attribution {
        var resolver = AttributionResolver(policy)
        return resolver.attribution(metadata: metadata, identityARN: arn).0
    }

    @Test(
        "A pattern matches whole ARNs and captures names between : and /",
        arguments: [
            ("*", role, [:]), ("arn:aws:sts::*:assumed-role/{team}-role/*", role, ["team": "search"]),
            (
                "arn:*:{account}:assumed-role/{role}/{session}", role,
                ["account": "111122223333", "role": "search-role", "session": "i-0a"]
            ),
            ("arn:aws:sts::*:assumed-role/search-rol?/*", role, [:]),
            ("arn:aws:iam::*:user/*/{user}", user, ["user": "alice"]),
            ("{a}:{b}:*{c}", "x:y:zz", ["a": "x", "b": "y", "c": "zz"]),
            ("{a}-{b}", "x-y-z", ["a": "x", "b": "y-z"]),
            ("arn:aws:sts::*:assumed-role/{team}-role", role, nil), ("{team}", role, nil),
            ("arn:aws:sts", role, nil), ("*role/{team}*x", role, nil), ("{a}{b}", "x", nil), ("{a}b", "b", nil),
        ] as [(String, String, [String: String]?)])
    func patterns(pattern: String, arn: String, captures: [String: String]?) throws {
        #expect(try IdentityPattern(pattern).captures(in: arn) == captures)
    }

    @Test("A hostile pattern and a hostile ARN do not take long")
    func slowPattern() throws {
        let pattern = try IdentityPattern(String(repeating: "*a", count: 31) + "b")
        #expect(pattern.captures(in: String(repeating: "a", count: 2048)) == nil)
        #expect(pattern.captures(in: String(repeating: "a", count: 1 << 20)) == nil)
    }

    @Test(
        "A rule that cannot be right is refused",
        arguments: [
            "", "arn:*", "arn:{team", "arn:{}", "arn:{te am}", "{team}{team}", "arn:* team", "arn:* group=x",
            "arn:* team=a team=b", "arn:* team={role}", "arn:* team={", String(repeating: "?a", count: 40) + "{team}",
        ])
    func refused(rule: String) {
        #expect(throws: AttributionRuleError.self) { try AttributionRule(rule) }
    }

    @Test("Values may be fixed, captured, or both; the first rule that sets a field counts")
    func rules() throws {
        let policy = AttributionPolicy(rules: [
            try AttributionRule("arn:aws:iam::*:user/* team=people"),
            try AttributionRule("arn:aws:sts::*:assumed-role/{name}-role/{user} callsite=jobs/{name}"),
            try AttributionRule("* team=platform callsite=none"),
        ])
        #expect(attribution(policy) == Attribution(team: "platform", callsite: "jobs/search", user: "i-0a"))
        #expect(attribution(policy, arn: Self.user) == Attribution(team: "people", callsite: "none"))
        #expect(attribution(policy, arn: nil) == Attribution())
    }

    @Test("What the request says wins, under keys of one's own choice; the rest become tags")
    func metadata() throws {
        let policy = AttributionPolicy(
            teamKeys: ["cost:center", "team"], callsiteKeys: ["app"], userKeys: [],
            rules: [try AttributionRule("* team=platform")])
        let said = ["cost:center": "cc-42", "team": "growth", "app": "", "env": "prod", "user": "u1"]
        #expect(
            attribution(policy, metadata: said)
                == Attribution(
                    team: "cc-42", callsite: "role/search-role",
                    tags: ["team": "growth", "env": "prod", "user": "u1"]))
        #expect(attribution(policy, metadata: ["team": "growth"]).team == "growth")
        #expect(attribution(policy).team == "platform")
    }

    @Test(
        "Without a rule the callsite is the caller's role or user",
        arguments: [
            (role, "role/search-role"), (user, "user/alice"), ("arn:aws:iam::111122223333:root", "root"),
            ("arn:aws:sts::111122223333:federated-user/bob", "federated-user/bob"),
            ("arn:aws:iam::111122223333:role/service/indexer", "role/indexer"),
            ("nonsense", "unknown"), ("arn:aws:sts::1:", "unknown"), ("arn:aws:sts::1:assumed-role", "assumed-role"),
        ])
    func callsite(arn: String, callsite: String) {
        #expect(attribution(arn: arn) == Attribution(callsite: callsite))
    }

    @Test("Names that the ledger does not take are changed, and counted")
    func sanitized() {
        var resolver = AttributionResolver(AttributionPolicy())
        let (result, changes) = resolver.attribution(
            metadata: ["team": "=sum(a)", "callsite": "a\nb", "long": String(repeating: "x", count: 300)],
            identityARN: nil)
        #expect(result.team == "_=sum(a)")
        #expect(result.callsite == "a_b")
        #expect(result.tags["long"]?.utf8.count == 256)
        #expect(changes == 3)
    }

    @Test("Rules are read from a file, in order")
    func file() throws {
        let text = """
            {"rules": [
              {"arn": "arn:aws:sts::*:assumed-role/{team}-role/*"},
              {"arn": "*", "team": "platform", "callsite": "batch"}
            ]}
            """
        let rules = try AttributionRule.rules(in: try JSONValue.parse(text))
        #expect(
            rules == [
                try AttributionRule("arn:aws:sts::*:assumed-role/{team}-role/*"),
                try AttributionRule("* team=platform callsite=batch"),
            ])
    }

    @Test(
        "A fault in a file of rules is reported with its line",
        arguments: [
            ("[]", "the rules must be an object of one list: {\"rules\": […]}"),
            ("{\"rules\":[],\"x\":1}", "the rules must be an object of one list: {\"rules\": […]}"),
            ("{\"rules\":[\n{\"team\":\"a\"}]}", "line 2: the rule has no arn"),
            (
                "{\"rules\":[\n{\"arn\":\"*\",\n\"taem\":\"a\"}]}",
                "line 2: \"taem\" is not one of arn, team, callsite, user"
            ),
            ("{\"rules\":[{\"arn\":1}]}", "line 1: \"arn\" must be text"),
        ])
    func fileFaults(text: String, message: String) throws {
        let document = try JSONValue.parse(text)
        #expect { try AttributionRule.rules(in: document) } throws: { "\($0)" == message }
    }

    private func record(arn: String, metadata: String = "{}") throws -> InvocationLogRecord {
        let text = Sample.record(1, ["identity": "{\"arn\":\(arn)}", "requestMetadata": metadata])
        return try InvocationLogRecord(try JSONValue.parse(text), loggedAt: nil)
    }

    @Test("A caller that is remembered is charged as one that is not", arguments: [false, true])
    func remembered(hasRules: Bool) throws {
        let rules = hasRules ? [try AttributionRule("arn:*:assumed-role/*/{user}")] : []
        var resolver = AttributionResolver(AttributionPolicy(rules: rules))
        let arns = [
            "arn:aws:sts::1:assumed-role/search/a", "arn:aws:sts::1:assumed-role/search/b",
            "arn:aws:sts::1:assumed-role/search", "arn:aws:sts::2:assumed-role/search/a",
            "arn:aws:sts::1:assumed-role//search/a", "arn:aws:sts::1:assumed-role/se/arch/a",
            "arn:aws:iam::1:user/assumed-role/search/a", "arn:aws:iam::1:user/assumed-role/search/b",
            "arn:aws:iam::1:user/x:assumed-role/search/b",
            "arn:aws:iam::1:role/search", "nothing:assumed-role/search/a", "arn:aws:sts::1:assumed-role\\/search\\/c",
            "",
        ]
        let metadata = ["{}", #"{"team":"a"}"#, #"{"team":"b","stage":"x"}"#, "null"]
        for _ in 0..<2 {
            for arn in arns {
                for metadata in metadata {
                    let record = try record(arn: "\"\(arn)\"", metadata: metadata)
                    var anew = AttributionResolver(AttributionPolicy(rules: rules))
                    let expected = anew.attribution(metadata: record.metadata, identityARN: record.identityARN)
                    let known = resolver.attribution(of: record)
                    #expect(known.0 == expected.0 && known.changes == expected.changes, "\(arn) \(metadata)")
                }
            }
        }
    }
}
