import Foundation
import Testing

@testable import bedrock_ledger

@Suite("The emulator on the command line")
struct EmulateTests {
    @Test("prints its address, serves, and exits with 0 on SIGTERM and on SIGINT", arguments: ["TERM", "INT"])
    func serves(signal: String) async throws {
        // The shell waits for the line, calls, and stops the server: no port is guessed and no time is slept through.
        let outcome = try await Workspace().shell(
            """
            set -m
            exec 3< <(exec bedrock-ledger emulate 2> errors)
            server=$!
            read -r line <&3
            echo "${line%:*}"
            port=${line##*:}
            exec 4<> "/dev/tcp/127.0.0.1/$port"
            printf 'GET /emulator/account HTTP/1.1\\r\\nHost: x\\r\\nConnection: close\\r\\n\\r\\n' >&4
            read -r status <&4
            echo "$status"
            exec 4>&-
            kill -\(signal) "$server"
            wait "$server"
            echo "exit $?"
            sed "s/$port/PORT/" errors
            """)
        #expect(
            outcome.output == """
                listening on http://127.0.0.1
                HTTP/1.1 200 OK\r
                exit 0
                export AWS_ENDPOINT_URL_BEDROCK_RUNTIME=http://127.0.0.1:PORT

                """)
    }

    @Test(
        "refuses what it cannot serve",
        arguments: [
            ["--listen", "0.0.0.0:0"], ["--listen", "127.0.0.1"], ["--latency", "5"], ["--faults", "nonsense"],
            ["--requests-per-minute", "0"], ["--access-key", "AKIA"],
        ])
    func refusals(arguments: [String]) async throws {
        let outcome = try await Workspace().run(["emulate"] + arguments)
        #expect(outcome.status == 2)
        #expect(outcome.output.isEmpty)
        #expect(outcome.errors.hasPrefix("error: "))
    }

    @Test(
        "knows loopback from other addresses",
        arguments: [
            ("127.0.0.1:0", true), ("127.9.9.9:80", true), ("localhost:80", true), ("[::1]:80", true),
            ("0.0.0.0:80", false), ("127.0.0.1.example.com:80", false), ("[::]:80", false), ("10.0.0.1:80", false),
        ])
    func loopback(text: String, isLoopback: Bool) {
        #expect(ListenAddress(argument: text)?.isLoopback == isLoopback)
    }

    @Test("takes no address without a host and a port", arguments: ["", ":80", "localhost", "::1:80", "x:65536", "x:"])
    func malformed(text: String) {
        #expect(ListenAddress(argument: text) == nil)
    }

    @Test("reads short lengths of time")
    func waiting() {
        #expect(WaitingTime(argument: "50ms")?.milliseconds == 50)
        #expect(WaitingTime(argument: "2s")?.milliseconds == 2_000)
        for text in ["", "50", "-1ms", "+1ms", "2h", "4000s"] { #expect(WaitingTime(argument: text) == nil) }
    }
}
