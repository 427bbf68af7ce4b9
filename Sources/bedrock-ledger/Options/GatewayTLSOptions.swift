import ArgumentParser
import Gateway

/// How a gateway is reached: over TLS, or in plaintext.
struct GatewayTLSOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "The certificate to speak TLS with, in PEM, and behind it those that lead to its authority.",
            valueName: "file"))
    var tlsCertificate: String?

    @Option(help: ArgumentHelp("The private key of the certificate, in PEM without a passphrase.", valueName: "file"))
    var tlsKey: String?

    func validate() throws {
        guard (tlsCertificate == nil) == (tlsKey == nil) else {
            throw ValidationError("--tls-certificate and --tls-key belong together; give both or neither")
        }
    }

    /// The files; nil for plaintext.
    var files: TLSFiles? {
        guard let tlsCertificate, let tlsKey else { return nil }
        return TLSFiles(certificate: tlsCertificate, key: tlsKey)
    }
}
