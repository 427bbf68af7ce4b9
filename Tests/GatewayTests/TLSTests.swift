import AWSSigning
import BedrockEmulator
import BedrockRuntime
import Ledger
import LedgerSQLite
import Testing

@testable import Gateway

@Suite("The gateway speaks TLS by itself")
struct TLSTests {
    private let path = "/model/us.anthropic.claude-sonnet-5/converse"

    @Test("HTTP/1.1 and HTTP/2 are chosen by ALPN; keys work in both forms", arguments: [false, true])
    func both(usesHTTP2: Bool) async throws {
        try await TestCertificate.with { files in
            var options = HTTPTransport.Options()
            options.certificateAuthorities = files.path("certificate")
            options.usesHTTP2 = usesHTTP2
            let transport = HTTPTransport(options: options)
            try await Served.with {
                $0.gateway.tls = TLSFiles(certificate: files.path("certificate"), key: files.path("key"))
            } _: { served in
                #expect(served.gateway.url.hasPrefix("https://127.0.0.1:"))
                var caller = try await served.key()
                caller.transport = transport
                for proof in [Caller.Proof.signature, .token] {
                    for path in [path, path + "-stream"] {
                        let reply = try await caller.post(path, to: served.gateway.url, by: proof)
                        #expect(reply.status == 200, "\(reply.text)")
                        #expect(!reply.body.isEmpty)
                    }
                }
                #expect(try await served.calls().count == 4)
                #expect(try await served.agrees())
            }
        }
    }

    @Test("Plaintext on its port gets no answer, and neither does a client that keeps it waiting")
    func plaintext() async throws {
        try await TestCertificate.with { files in
            try await Served.with {
                $0.gateway.tls = TLSFiles(certificate: files.path("certificate"), key: files.path("key"))
                $0.gateway.limits.headTimeout = .milliseconds(200)
            } _: { served in
                for bytes in ["GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n", "", "\u{16}\u{3}\u{1}"] {
                    let answer = try await RawConnection.exchange(bytes, with: served.gateway)
                    #expect(!answer.contains("HTTP/1.1"))
                }
            }
        }
    }

    @Test(
        "Files that are no good are named",
        arguments: [
            ("absent", "key", "absent", "cannot be read: No such file or directory"),
            ("certificate", "absent", "absent", "cannot be read: No such file or directory"),
            ("text", "key", "text", "holds no certificate in PEM"),
            ("key", "key", "key", "holds no certificate in PEM"),
            ("certificate", "text", "text", "holds no private key in PEM without a passphrase"),
            ("certificate", "certificate", "certificate", "holds no private key in PEM without a passphrase"),
            ("certificate", "other-key", "other-key", "is not the key of the certificate in "),
        ])
    func faults(certificate: String, key: String, named: String, reason: String) async throws {
        try await TestCertificate.with { files in
            do throws(TLSFileError) {
                _ = try TLSCertificates(TLSFiles(certificate: files.path(certificate), key: files.path(key)))
                Issue.record("they were taken")
            } catch {
                #expect(error.path == files.path(named))
                #expect(error.reason.hasPrefix(reason), "\(error)")
            }
        }
    }

    @Test("Files are read anew when asked, and those that are no good change nothing")
    func reloading() async throws {
        try await TestCertificate.with { files in
            let certificates = try TLSCertificates(
                TLSFiles(certificate: files.path("certificate"), key: files.path("key")))
            let first = certificates.context
            try files.write(TestCertificate.otherKey, to: "key")
            #expect(throws: TLSFileError.self) { try certificates.reload() }
            #expect(certificates.context === first)
            try files.write(TestCertificate.key, to: "key")
            try certificates.reload()
            #expect(certificates.context !== first)
        }
    }
}
