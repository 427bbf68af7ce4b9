import AWSSigning
import ArgumentParser
import BedrockRuntime
import Gateway
import Ledger
import Logging

/// Where a gateway sends alerts.
struct AlertOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "Where alerts are posted to as JSON: https, or http on this machine (default: they are logged only).",
            valueName: "url"))
    var alertWebhook: String?

    @Option(
        help: ArgumentHelp(
            "The secret that alerts are signed with, alone in a file (default: the environment's "
                + "BEDROCK_LEDGER_ALERT_SECRET, else they are not signed).",
            valueName: "file"))
    var alertSecretFile: String?

    @Flag(help: "Post alerts over http to other machines too.")
    var allowPlaintextWebhook = false

    func validate() throws {
        guard alertWebhook != nil || alertSecretFile == nil else {
            throw ValidationError("--alert-secret-file needs --alert-webhook")
        }
        guard let alertWebhook else { return }
        do {
            _ = try AlertWebhook(url: alertWebhook, secret: nil, allowsPlaintext: allowPlaintextWebhook)
        } catch {
            throw ValidationError("--alert-webhook: \(error)")
        }
    }

    /// The service that logs and delivers alerts.
    ///
    /// - Throws: ``CommandFailure`` for a secret that cannot be read or used.
    func service(_ store: any LedgerStore & AlertStore, logger: Logger) throws -> AlertService {
        var options = HTTPTransport.Options()
        options.connectTimeout = .seconds(5)
        options.readTimeout = .seconds(10)
        let webhook = try webhook()
        if let webhook {
            options.proxy = ProxySettings.proxy(
                for: webhook.host, isSecure: webhook.isSecure, variables: Host.proxyVariables)
        }
        return AlertService(
            store: store, webhook: webhook, transport: HTTPTransport(options: options), logger: logger)
    }

    private func webhook() throws -> AlertWebhook? {
        guard let alertWebhook else { return nil }
        let secret = try secret()
        do throws(AlertWebhook.Invalid) {
            return try AlertWebhook(url: alertWebhook, secret: secret, allowsPlaintext: allowPlaintextWebhook)
        } catch {
            throw CommandFailure(.usage, error.description)
        }
    }

    private func secret() throws -> Secret? {
        guard let alertSecretFile else { return Host.variable("BEDROCK_LEDGER_ALERT_SECRET").map { Secret($0) } }
        return Secret(try InputFile.secret(in: alertSecretFile))
    }
}
