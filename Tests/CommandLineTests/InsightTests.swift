import Foundation
import Testing

@Suite("Forecasts, anomalies and suggestions on the command line")
struct InsightTests {
    private let workspace: Workspace

    /// Thirty days of a call an hour of three dollars a day, and yesterday at noon a loop.
    init() async throws {
        workspace = try Workspace()
        let now = Date.now.timeIntervalSince1970
        let today = (now / 86_400).rounded(.down) * 86_400
        let hours = stride(from: today - 30 * 86_400, to: now - 60, by: 3600)
        var lines = hours.map { Self.line("h\(Int($0))", at: $0, callsite: "steady", tokens: 41_667) }
        lines += (0..<10).map {
            Self.line("x\($0)", at: today - 43_200 + Double($0), callsite: "loop", tokens: 1_000_000)
        }
        #expect(try await workspace.run("record", input: lines.joined(separator: "\n")).status == 0)
    }

    private static func line(_ id: String, at: Double, callsite: String, tokens: Int) -> String {
        let time = Date(timeIntervalSince1970: at).formatted(.iso8601)
        return """
            {"call_id":"\(id)","model":"acme.reader-1","region":"us-east-1","at":"\(time)","team":"search",\
            "callsite":"\(callsite)","response":{"usage":{"inputTokens":\(tokens),"outputTokens":0,\
            "totalTokens":\(tokens)}}}
            """
    }

    @Test("A forecast has the month and every budget, as a table and as JSON")
    func forecast() async throws {
        try await workspace.run("budget", "set", "search", "--team", "search", "--limit", "5", "--period", "month")
        let table = try await workspace.run("forecast")
        #expect(table.output.contains("(all calls)  month"))
        #expect(table.output.contains("limit reached"))
        struct Document: Decodable {
            struct Row: Decodable {
                var budget: String?
                var forecastUsd: String?
                var basis: String?
            }
            var forecasts: [Row]
        }
        let json = try await workspace.run("forecast", "--format", "json")
        let decoder = JSONDecoder()
        decoder.keyDecodingStrategy = .convertFromSnakeCase
        let rows = try decoder.decode(Document.self, from: Data(json.output.utf8)).forecasts
        #expect(rows.map(\.budget) == [nil, "search"])
        #expect(rows.allSatisfy { $0.basis == "weekday_hours" && $0.forecastUsd != nil })
        let other = try await workspace.run("forecast", "--team", "ads", "--format", "csv")
        #expect(!other.output.contains("search"))
    }

    @Test("The loop is found as an hour and as a day, under its callsite")
    func anomalies() async throws {
        let outcome = try await workspace.run("anomalies", "--since", "2d", "--format", "csv")
        #expect(outcome.status == 0)
        let rows = outcome.output.split(separator: "\r\n").dropFirst()
        #expect(rows.map { $0.prefix(4) } == ["hour", "day,"])
        #expect(rows.allSatisfy { $0.contains(",search,loop,30,") })
        let days = try await workspace.run("anomalies", "--since", "2d", "--slot", "day", "--format", "jsonl")
        #expect(days.output.split(separator: "\n").count == 1)
        let backwards = try await workspace.run("anomalies", "--since", "now", "--until", "7d")
        #expect(backwards.status == 2)
    }

    @Test("A limit is suggested above the dearest stretch, and nothing for what has no end")
    func suggest() async throws {
        let outcome = try await workspace.run("budget", "suggest", "--period", "day", "--format", "csv")
        // The dearest day has three dollars and the loop's thirty; a fifth more is 39.60.
        #expect(outcome.output.contains("search,day,30,"))
        #expect(outcome.output.hasSuffix(",40\r\n"))
        #expect(try await workspace.run("budget", "suggest", "--period", "total").status == 2)
        #expect(try await workspace.run("budget", "suggest", "--by", "hour").status == 2)
    }

    @Test("The dashboard is served without a change to the ledger, and ends when it is interrupted")
    func dashboard() async throws {
        let outcome = try await workspace.shell(
            """
            before=$(sha256sum < ledger.db)
            BEDROCK_LEDGER_RATES=rates.json bedrock-ledger dashboard > address 2> notes &
            for _ in $(seq 400); do grep -q listening address && break; sleep 0.05; done
            port=$(sed -n 's|^listening on http://127.0.0.1:||p' address)
            exec 3<> "/dev/tcp/127.0.0.1/$port"
            printf 'GET /dashboard HTTP/1.1\\r\\nHost: 127.0.0.1\\r\\nConnection: close\\r\\n\\r\\n' >&3
            cat <&3 > page
            head -n 1 page
            grep -c '<h1>' page
            kill -TERM $!
            wait $!
            echo "ended with $?"
            [ "$before" = "$(sha256sum < ledger.db)" ] && echo unchanged
            """)
        #expect(
            outcome.output.replacing("\r\n", with: "\n") == "HTTP/1.1 200 OK\n1\nended with 0\nunchanged\n",
            "\(outcome.errors)")
        #expect(try await workspace.run("dashboard", "--listen", "0.0.0.0:0").status == 2)
    }

    @Test("watch prints a line at the start and at a change, and ends with 0")
    func watch() async throws {
        let outcome = try await workspace.shell(
            """
            bedrock-ledger watch --interval 100ms --since 60d --format jsonl > lines &
            for _ in $(seq 400); do [ -s lines ] && break; sleep 0.05; done
            bedrock-ledger budget set b --limit 9 --period total > /dev/null
            for _ in $(seq 400); do grep -q '"name":"b"' lines && break; sleep 0.05; done
            kill -TERM $!
            wait $!
            echo "ended with $?"
            wc -l < lines
            """)
        #expect(outcome.output == "ended with 0\n2\n", "\(outcome.errors)")
        #expect(try await workspace.run("watch", "--format", "csv").status == 2)
        #expect(try await workspace.run("watch", "--interval", "10ms").status == 2)
    }

    @Test("On a terminal spend has bars and trends, and names lose their escapes; in a pipe it is plain")
    func terminal() async throws {
        let outcome = try await workspace.shell(
            """
            script -qec 'stty cols 140; TERM=xterm bedrock-ledger spend' /dev/null
            bedrock-ledger spend > plain
            script -qec 'stty cols 140; TERM=dumb bedrock-ledger spend' /dev/null | tr -d '\\r' | cmp - plain && echo same
            """)
        #expect(outcome.output.contains("trend"))
        #expect(outcome.output.contains("████████"))
        #expect(outcome.output.hasSuffix("same\n"), "\(outcome.output)")
        #expect(try !workspace.text(of: "plain").contains("█"))
    }
}
