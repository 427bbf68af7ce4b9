import Foundation
import Testing

@Suite("The gateway serves until it is interrupted")
struct ServeCommandTests {
    /// Starts a gateway, asks it for its health and for a call without a key, and interrupts it.
    private static let session = """
        bedrock-ledger serve --listen 127.0.0.1:0 --upstream emulator --team laptop > address 2> notes &
        for _ in $(seq 400); do grep -q listening address && break; sleep 0.05; done
        port=$(sed -n 's|^listening on http://127.0.0.1:||p' address)
        ask() {
            exec 3<> "/dev/tcp/127.0.0.1/$port"
            printf '%s HTTP/1.1\\r\\nHost: 127.0.0.1\\r\\nConnection: close\\r\\n' "$1" >&3
            printf 'Content-Length: %s\\r\\n\\r\\n%s' "${#2}" "$2" >&3
            head -n 1 <&3
            exec 3>&-
        }
        ask 'GET /healthz' ''
        question='{"messages":[{"role":"user","content":[{"text":"Hi"}]}]}'
        ask 'POST /model/us.anthropic.claude-sonnet-5/converse' "$question"
        kill -TERM $!
        wait $!
        echo "ended with $?"
        """

    @Test("It prints its address and nothing else, charges a call without a key to --team, and ends with 0")
    func session() async throws {
        let workspace = try Workspace()
        let outcome = try await workspace.shell(Self.session)
        #expect(
            outcome.output.replacing("\r\n", with: "\n") == "HTTP/1.1 200 OK\nHTTP/1.1 200 OK\nended with 0\n",
            "\(outcome.errors)")
        #expect(try workspace.text(of: "address").wholeMatch(of: /listening on http:\/\/127\.0\.0\.1:[0-9]+\n/) != nil)
        #expect(try workspace.text(of: "notes").contains("charged to team laptop"))
        let spend = try await workspace.run("spend", "--by", "team", "--format", "csv")
        #expect(spend.output.contains("laptop,1,"))
    }

    @Test("What the process counted is shown at /metrics")
    func metrics() async throws {
        let workspace = try Workspace()
        let outcome = try await workspace.shell(
            Self.session.replacing("head -n 1 <&3", with: "cat <&3").replacing(
                "kill -TERM $!", with: "ask 'GET /metrics' ''\nkill -TERM $!"))
        let call = #"operation="chat",model="anthropic.claude-sonnet-5",team="laptop",outcome="succeeded""#
        #expect(outcome.output.contains("bedrock_ledger_calls_total{\(call)} 1\n"))
        #expect(outcome.output.contains(/bedrock_ledger_connections [1-9]/))
        #expect(outcome.output.contains(/bedrock_ledger_commit_duration_seconds_count [1-9]/))
    }

    @Test("An address that is taken is told")
    func taken() async throws {
        let workspace = try Workspace()
        let outcome = try await workspace.shell(
            """
            bedrock-ledger serve --listen 127.0.0.1:0 --upstream emulator > address 2> /dev/null &
            for _ in $(seq 400); do grep -q listening address && break; sleep 0.05; done
            bedrock-ledger serve --listen "$(sed 's|listening on http://||' address)" --upstream emulator --ledger other.db
            echo "ended with $?"
            kill -TERM $!
            wait $!
            """)
        #expect(outcome.output == "ended with 1\n")
        #expect(outcome.errors.contains("cannot be listened on"))
    }

    @Test(
        "Files of TLS that are no good are named before anything is served",
        arguments: [
            (["--tls-certificate", "absent.pem", "--tls-key", "key.pem"], "TLS file absent.pem: cannot be read"),
            (["--tls-certificate", "key.pem", "--tls-key", "key.pem"], "TLS file key.pem: holds no certificate"),
            (["--tls-certificate", "key.pem"], "--tls-certificate and --tls-key belong together"),
            (["--listen", "0.0.0.0:0"], "give --tls-certificate and --tls-key, or put TLS in front"),
            (["--calls-per-key", "0"], "--calls-per-key must be at least 1"),
        ])
    func tlsFiles(options: [String], message: String) async throws {
        let workspace = try Workspace()
        let outcome = try await workspace.shell(
            """
            echo text > key.pem
            bedrock-ledger serve --listen 127.0.0.1:0 --upstream emulator \(options.joined(separator: " "))
            echo "ended with $?"
            """)
        #expect(outcome.output == "ended with 2\n")
        #expect(outcome.errors.contains(message), "\(outcome.errors)")
    }
}
