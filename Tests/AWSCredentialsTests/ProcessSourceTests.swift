import AWSSigning
import Foundation
import Testing

@testable import AWSCredentials

@Suite("Credentials of a program")
struct ProcessSourceTests {
    /// Runs a test with a directory that is gone afterwards.
    private func withDirectory(_ body: (String) async throws -> Void) async throws {
        let directory =
            FileManager.default.temporaryDirectory.appending(path: "credentials \(UUID())").path()
            .removingPercentEncoding ?? ""
        try FileManager.default.createDirectory(atPath: directory, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: directory) }
        try await body(directory)
    }

    private func script(_ text: String, in directory: String, mode: Int = 0o700) throws -> String {
        let path = directory + "/program"
        try Data("#!/bin/sh\n\(text)\n".utf8).write(to: URL(filePath: path))
        try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: path)
        return path
    }

    private func source(_ command: String, variables: [String: String] = [:]) -> ProcessSource {
        let environment = AWSEnvironment.profiles(
            config: "[default]\ncredential_process = \(command)",
            variables: ["PATH": "/usr/bin:/bin"].merging(variables) { _, new in new })
        return ProcessSource(context: .test(environment))
    }

    @Test("The program is given its arguments and the variables, and no shell touches them")
    func run() async throws {
        try await withDirectory { directory in
            let path = try script(
                #"""
                echo noise >&2
                printf '{"Version": 1, "AccessKeyId": "AKID", "SecretAccessKey": "%s", "SessionToken": "%s",
                  "Expiration": "2026-11-27T13:00:00Z"}' "$#/$1/$2" "$FROM_OUTSIDE"
                """#, in: directory)
            let credentials = try await source("\"\(path)\" 'a b' $HOME;x", variables: ["FROM_OUTSIDE": "yes"]).found()
            #expect(
                credentials
                    == Credentials(
                        accessKeyID: "AKID", secretAccessKey: "2/a b/$HOME;x", sessionToken: "yes",
                        expiration: noon.adding(3_600)))
        }
    }

    @Test("A program without a path is looked for in PATH; keys may be all that it gives")
    func path() async throws {
        try await withDirectory { directory in
            _ = try script(#"echo '{"Version":1,"AccessKeyId":"A","SecretAccessKey":"s"}'"#, in: directory)
            let credentials = try await source("program", variables: ["PATH": directory]).found()
            #expect(credentials == Credentials(accessKeyID: "A", secretAccessKey: "s"))
        }
    }

    @Test(
        "What goes wrong is said without what the program wrote",
        arguments: [
            ("echo \(marker); echo \(marker) >&2; exit 3", "failed"), ("echo \(marker)", "no JSON object"),
            ("kill -9 $$", "failed"), (#"echo '{"Version": 2, "AccessKeyId": "\#(marker)"}'"#, "version"),
            (#"echo '{"Version": "1"}'"#, "Version"),
            (#"echo '{"Version": 1, "AccessKeyId": "\#(marker)"}'"#, "SecretAccessKey"),
            (#"echo '{"Version": 1, "AccessKeyId": "A", "SecretAccessKey": 7}'"#, "SecretAccessKey"),
            (
                #"echo '{"Version": 1, "AccessKeyId": "A", "SecretAccessKey": "\#(marker)", "Expiration": "x"}'"#,
                "Expiration"
            ),
            ("yes \(marker) | head -c 70000", "65536 bytes"), ("true", "no JSON object"),
        ])
    func failures(script text: String, reason: String) async throws {
        try await withDirectory { directory in
            let path = try script(text, in: directory)
            let error = await #expect(throws: CredentialError.self) { try await source("'\(path)'").fetch() }
            #expect(error?.description.contains(reason) == true)
            #expect(error?.description.contains(marker) == false)
            #expect(error?.place.contains("credential_process of profile 'default'") == true)
        }
    }

    @Test("A program that takes too long is stopped, with all that it has started")
    func timeout() async throws {
        try await withDirectory { directory in
            let path = try script("sleep 600 & sleep 600; echo", in: directory)
            var source = source("'\(path)'")
            source.timeout = .milliseconds(100)
            let slow = source
            let error = await #expect(throws: CredentialError.self) { try await slow.fetch() }
            #expect(error?.code == .process)
            #expect(error?.reason.contains("0.1 seconds") == true)
        }
    }

    @Test("What cannot be started says so", arguments: ["/no/such/program", "no-such-program-anywhere", "'open", "''"])
    func notStarted(command: String) async {
        let error = await #expect(throws: CredentialError.self) { try await source(command).fetch() }
        #expect([.process, .configuration].contains(error?.code))
    }

    @Test("A file that may not be executed cannot be started")
    func notExecutable() async throws {
        try await withDirectory { directory in
            let path = try script("true", in: directory, mode: 0o600)
            await #expect(throws: CredentialError.self) { try await source("'\(path)'").fetch() }
        }
    }

    @Test("Without a command it is not in use")
    func absent() async throws {
        #expect(try await ProcessSource(context: .test(.profiles(config: "[default]"))).absence() != nil)
        #expect(try await ProcessSource(context: .test(.profiles())).absence() == "there is no profile 'default'")
    }
}
