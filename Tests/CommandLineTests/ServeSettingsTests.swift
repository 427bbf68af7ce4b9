import Foundation
import Testing

@Suite("Options of the gateway come from the command line, from variables and from a file")
struct ServeSettingsTests {
    @Test(
        "What is wrong is named with the place that it came from",
        arguments: [
            (#"{"listen": "127.0.0.1:0", "lisen": 3}"#, [:], #"config.json, line 1: "lisen" is no option; there are"#),
            (#"{"listen": "127.0.0.1:0", "listen": "x"}"#, [:], #"config.json, line 1: "listen" is given twice"#),
            ("{\n\"shutdown-grace\": true}", [:], #"line 2: "shutdown-grace" has to be a string or a number"#),
            (#"{"allow-plaintext": "yes"}"#, [:], #""allow-plaintext" has to be true or false"#),
            (#"{"shutdown-grace": "3x"}"#, [:], "'3x' is invalid for '--shutdown-grace"),
            (#"{"shutdown-grace": "3x"}"#, [:], "; --shutdown-grace comes from config.json"),
            ("{}", ["BEDROCK_LEDGER_LISTEN": "nowhere"], "--listen comes from the variable BEDROCK_LEDGER_LISTEN"),
            (#"{"listen": "127.0.0.1:0"}"#, ["BEDROCK_LEDGER_LISTEN": "nowhere"], "'nowhere' is invalid"),
            ("{}", ["BEDROCK_LEDGER_FIRST_STEPS": "maybe"], "has to be true or false"),
            ("[]", [:], "config.json has to hold one JSON object"),
            ("{", [:], "config.json is not JSON"),
        ] as [(String, [String: String], String)])
    func malformed(file: String, variables: [String: String], message: String) async throws {
        let workspace = try Workspace()
        try workspace.write(file, to: "config.json")
        let outcome = try await workspace.run("serve", "--config", "config.json", environment: variables)
        #expect(outcome.status == 2)
        #expect(outcome.errors.contains(message), "\(outcome.errors)")
    }

    @Test("Every option of serve may stand in the file")
    func complete() async throws {
        let workspace = try Workspace()
        let help = try await workspace.run("serve", "--help").output
        let options = help.matches(of: /\n  --([a-z-]+)/).map { String($0.output.1) }.filter {
            $0 != "version" && $0 != "config"
        }
        #expect(options.count > 10)
        for option in options {
            try workspace.write("{\"\(option)\": []}", to: "config.json")
            let outcome = try await workspace.run("serve", "--config", "config.json")
            #expect(outcome.errors.contains("\"\(option)\" has to be"), "\(outcome.errors)")
        }
    }

    @Test("What deploy/ says are options that there are")
    func deployment() async throws {
        let workspace = try Workspace()
        let folder = ConsoleSessionTests.root.appending(path: "deploy")
        func text(_ name: String) throws -> String {
            try String(contentsOf: folder.appending(path: name), encoding: .utf8)
        }
        try workspace.write(try text("serve.json"), to: "config.json")
        let unit = try text("bedrock-ledger.service")
        let start = try #require(unit.firstMatch(of: /ExecStart=\S+ (serve .+)/)).output.1
        let options = start.replacing("/etc/bedrock-ledger/serve.json", with: "config.json").split(separator: " ")
        let pairs = try text("Dockerfile").matches(of: /(BEDROCK_LEDGER_\w+)=(\S+)/).map {
            (String($0.output.1), String($0.output.2))
        }
        #expect(pairs.count == 5)
        // The last option is refused, after all others were taken.
        for (arguments, variables) in [
            (options.map(String.init), [:]), (["serve"], Dictionary(uniqueKeysWithValues: pairs)),
        ] {
            let outcome = try await workspace.run(arguments + ["--shutdown-grace=2h"], environment: variables)
            #expect(outcome.errors.contains("--shutdown-grace must be at most 1h"), "\(outcome.errors)")
        }
    }

    @Test("A gateway takes its options from all three, the nearest first, and reads its rates anew on SIGHUP")
    func session() async throws {
        let workspace = try Workspace()
        try workspace.write(
            """
            {"listen": "256.256.256.256:1", "upstream": "auto", "ledger": "configured.db", "rates": "rates.json",
             "team": "from the file", "log-format": "json", "log-level": "notice", "first-steps": true}
            """, to: "config.json")
        let outcome = try await workspace.shell(
            """
            export AWS_EC2_METADATA_DISABLED=true HOME=$PWD BEDROCK_LEDGER_CONFIG=config.json BEDROCK_LEDGER_TEAM=variable
            bedrock-ledger serve --listen 127.0.0.1:0 > address 2> notes &
            await() { for _ in $(seq 400); do grep -q "$1" "$2" && break; sleep 0.05; done }
            await listening address
            sed -i 's/"test"/"newer"/' rates.json
            kill -HUP $!
            await '"rates":"newer"' notes
            echo broken > rates.json
            kill -HUP $!
            await 'rates stay at newer' notes
            kill -TERM $!
            wait $!
            echo "ended with $?"
            ls configured.db
            """)
        #expect(outcome.output == "ended with 0\nconfigured.db\n", "\(outcome.errors)")
        let notes = try workspace.text(of: "notes")
        for expected in [
            "cost nothing, because there are no credentials of AWS", "charged to team variable",
            "aws bedrock-runtime converse", "boto3", "curl", "spend --by team,callsite --ledger configured.db",
            #""message":"rates were read anew","rates":"newer"}"#, "rates stay at newer",
        ] { #expect(notes.contains(expected), "\(notes)") }
    }
}
