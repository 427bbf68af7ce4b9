import ArgumentParser
import BedrockEmulator
import BedrockLedger
import Gateway
import Ledger
import Logging
import Metrics
import ServiceLifecycle

/// Serves a bedrock-runtime that meters and caps.
struct ServeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "serve",
        abstract: "Serve a gateway to Bedrock that meters and caps the calls of any AWS SDK.",
        discussion: """
            Prints its address once it accepts connections, and serves until it is interrupted. Clients of AWS find it by \
            AWS_ENDPOINT_URL_BEDROCK_RUNTIME and sign with keys of bedrock-ledger key create. docs/gateway.md tells how \
            to point each SDK at it.

            EXAMPLES:
              bedrock-ledger serve --upstream emulator
              bedrock-ledger serve --listen 127.0.0.1:8080 --upstream aws \\
                --region us-east-1 --ledger ledger.db
            """)

    @Option(help: ArgumentHelp("The address to listen on; port 0 takes a free one.", valueName: "host:port"))
    var listen = ListenAddress(host: "127.0.0.1", port: 8080)

    @OptionGroup var upstream: UpstreamOptions
    @OptionGroup var tls: GatewayTLSOptions

    @Option(help: "The team that pays for calls without a key, as long as none is issued.")
    var team = Attribution.unknownTeam

    @Flag(help: "Serve other machines over http: what is in front of the gateway, or the network, keeps it private.")
    var allowPlaintext = false

    @Option(help: ArgumentHelp("How long calls under way may take to end after an interruption.", valueName: "time"))
    var shutdownGrace = TimeSpan(milliseconds: 30_000)

    @Option(
        help: ArgumentHelp(
            "A JSON file with these options, by their names; the command line and BEDROCK_LEDGER_… variables go before.",
            valueName: "file"))
    var config: String?

    @Flag(help: "Print what to paste into another terminal to try it.")
    var firstSteps = false

    @OptionGroup var log: LogOptions
    @OptionGroup var limits: GatewayLimitOptions
    @OptionGroup var alerts: AlertOptions
    @OptionGroup var rates: RatesOptions
    @OptionGroup var ledger: LedgerOptions

    /// The options that may come from the environment and from a file.
    static let settings: [Setting] =
        [
            "listen", "upstream", "region", "profile", "team", "shutdown-grace", "log-format", "log-level", "rates",
            "alert-webhook", "alert-secret-file", "tls-certificate", "tls-key", "calls-in-flight", "calls-per-key",
            "connections-per-address",
            "ledger",
        ].map(Setting.option) + ["allow-plaintext", "allow-plaintext-webhook", "first-steps"].map(Setting.flag)

    func validate() throws {
        guard listen.isLoopback || allowPlaintext || tls.files != nil else {
            throw ValidationError(
                "\(listen.host) is not loopback and the gateway speaks http; give --tls-certificate and --tls-key, or put "
                    + "TLS in front of it and add --allow-plaintext")
        }
        guard shutdownGrace.milliseconds <= 3_600_000 else {
            throw ValidationError("--shutdown-grace must be at most 1h")
        }
    }

    mutating func run() async throws {
        // Before anything reports: what the process tells of itself is shown at /metrics.
        let metrics = MetricsRegistry()
        MetricsSystem.bootstrap(metrics)
        if let finding = await upstream.settle() { log.say(finding) }
        try await serve(metrics)
    }

    private func serve(_ metrics: MetricsRegistry) async throws {
        Interruption.allow(milliseconds: shutdownGrace.milliseconds + 1000)
        let team = try TextRule.name.validated(team, as: "team")
        try await ledger.withKeys(ifAbsent: .create) { ledger, keyFile in
            try await withUpstream { emulator in
                try await serve(ledger, keyFile, emulator: emulator, team: team, metrics: metrics)
            }
        }
    }

    /// Runs the emulator where it is asked for, for as long as the work takes.
    private func withUpstream(_ work: (String?) async throws -> Void) async throws {
        guard upstream.upstream == .emulator else { return try await work(nil) }
        var configuration = EmulatorConfiguration()
        configuration.rateCard = try rates.card()
        configuration.region = upstream.region ?? configuration.region
        // Ids of its own at every start: a ledger that is kept would take calls under the same ids for the same calls.
        configuration.seed = .random(in: .min ... .max)
        let emulator = try BedrockEmulator(configuration: configuration)
        let service = ShieldedService(emulator, grace: 500, logger: configuration.logger)
        do {
            try await work(emulator.address().url)
        } catch {
            await service.stop()
            throw error
        }
        await service.stop()
    }

    private func serve(
        _ ledger: any LedgerStore & KeyStore & AlertStore, _ keyFile: KeyFile, emulator: String?, team: String,
        metrics: MetricsRegistry
    ) async throws {
        let logger = log.logger
        let hasKeys = try await ledger.hasKeys()
        try checkKeys(keyFile, hasKeys: hasKeys)
        let source = try RateSource(rates, logger: logger)
        let client = try await upstream.client(
            ledger: ledger, pricer: { source.pricer }, emulator: emulator, logger: logger)
        var configuration = GatewayConfiguration()
        configuration.host = listen.host
        configuration.port = listen.port
        configuration.tls = tls.files
        configuration.limits = limits.limits
        configuration.servesWithoutKeys = listen.isLoopback
        configuration.keylessTeam = team
        configuration.logger = logger
        configuration.metrics = metrics
        configuration.reloadRates = { _ = try source.reload() }
        // Some of the time is for what comes after the calls.
        configuration.shutdownGrace = .milliseconds(shutdownGrace.milliseconds * 4 / 5)
        let gateway = try gateway(configuration, client.metering, ledger, keyFile) { address in
            announce(address, region: client.region, needsKey: hasKeys || !listen.isLoopback)
            guard !hasKeys else { return }
            log.say(
                listen.isLoopback
                    ? "no key was issued yet: calls are served without keys and charged to team \(team)"
                    : "no key was issued yet, so every call is refused; make one with bedrock-ledger key create")
        }
        let hangup = Hangup {
            // What is no good is told, and leaves what was read before in its place.
            _ = try? source.reload()
            do { try gateway.reloadCertificates() } catch { logger.error("the certificate stays: \(error)") }
        }
        defer { withExtendedLifetime(hangup) {} }
        let alerts = try alerts.service(ledger, logger: logger)
        do {
            try await ShieldedService(alerts, gateway, grace: shutdownGrace.milliseconds, logger: logger).end()
        } catch  where !Task.isCancelled {
            throw CommandFailure(.failure, "\(listen.defaultValueDescription) cannot be listened on: \(error)")
        } catch {
            // Stopped by whoever asked for it: that is how the command ends.
        }
    }

    /// Says where it serves: to scripts on standard output, to people on standard error.
    private func announce(_ address: GatewayAddress, region: String, needsKey: Bool) {
        try? StandardOutput.print("listening on \(address.url)")
        guard firstSteps else {
            log.say("export AWS_ENDPOINT_URL_BEDROCK_RUNTIME=\(address.url)")
            return
        }
        let steps = FirstSteps(endpoint: address.url, region: region, ledger: ledger.path, needsKey: needsKey)
        for line in steps.text.split(separator: "\n", omittingEmptySubsequences: false) {
            StandardError.note(String(line))
        }
    }

    private func gateway(
        _ configuration: GatewayConfiguration, _ metering: Metering, _ ledger: any LedgerStore & KeyStore,
        _ keyFile: KeyFile, onListening: @escaping @Sendable (GatewayAddress) async -> Void
    ) throws -> Gateway {
        do {
            return try Gateway(
                configuration: configuration, metering: metering, ledger: ledger, keys: ledger, keyFile: keyFile,
                onListening: onListening)
        } catch {
            throw CommandFailure(.usage, "\(error)")
        }
    }

    private func checkKeys(_ file: KeyFile, hasKeys: Bool) throws {
        do {
            guard try file.load() == nil, hasKeys else { return }
        } catch {
            throw CommandFailure(.database, "\(error)")
        }
        throw CommandFailure(.database, "keys were issued, but \(file.path) is missing; restore it to verify them")
    }
}
