import ArgumentParser
import BedrockEmulator
import BedrockLedger
import Gateway
import Ledger
import Logging
import Pricing
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

    @Option(help: "The team that pays for calls without a key, as long as none is issued.")
    var team = Attribution.unknownTeam

    @Flag(help: "Serve other machines over http: what is in front of the gateway, or the network, keeps it private.")
    var allowPlaintext = false

    @Option(help: ArgumentHelp("How long calls under way may take to end after an interruption.", valueName: "time"))
    var shutdownGrace = TimeSpan(milliseconds: 30_000)

    @OptionGroup var rates: RatesOptions
    @OptionGroup var ledger: LedgerOptions

    func validate() throws {
        guard listen.isLoopback || allowPlaintext else {
            throw ValidationError(
                "\(listen.host) is not loopback and the gateway speaks http; put TLS in front of it and add "
                    + "--allow-plaintext")
        }
        guard shutdownGrace.milliseconds <= 3_600_000 else {
            throw ValidationError("--shutdown-grace must be at most 1h")
        }
    }

    func run() async throws {
        Interruption.allow(milliseconds: shutdownGrace.milliseconds + 1000)
        let team = try TextRule.name.validated(team, as: "team")
        try await ledger.withKeys(ifAbsent: .create) { ledger, keyFile in
            try await withUpstream { emulator in
                try await serve(ledger, keyFile, emulator: emulator, team: team)
            }
        }
    }

    /// Runs the emulator where it is asked for, for as long as the work takes.
    private func withUpstream(_ work: (String?) async throws -> Void) async throws {
        guard upstream.upstream == .emulator else { return try await work(nil) }
        var configuration = EmulatorConfiguration()
        configuration.rateCard = try rates.card()
        configuration.region = upstream.region ?? configuration.region
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
        _ ledger: any LedgerStore & KeyStore, _ keyFile: KeyFile, emulator: String?, team: String
    ) async throws {
        let logger = Self.logger
        let hasKeys = try await ledger.hasKeys()
        try checkKeys(keyFile, hasKeys: hasKeys)
        let client = try await upstream.client(
            ledger: ledger, pricer: try rates.pricer(), emulator: emulator, logger: logger)
        var configuration = GatewayConfiguration()
        configuration.host = listen.host
        configuration.port = listen.port
        configuration.servesWithoutKeys = listen.isLoopback
        configuration.ratesVersion = try rates.card().version
        configuration.keylessTeam = team
        configuration.logger = logger
        // Some of the time is for what comes after the calls.
        configuration.shutdownGrace = .milliseconds(shutdownGrace.milliseconds * 4 / 5)
        let gateway = Gateway(
            configuration: configuration, metering: client.metering, ledger: ledger, keys: ledger, keyFile: keyFile
        ) { address in
            try? StandardOutput.print("listening on \(address.url)")
            StandardError.note("export AWS_ENDPOINT_URL_BEDROCK_RUNTIME=\(address.url)")
            guard !hasKeys else { return }
            StandardError.note(
                listen.isLoopback
                    ? "no key was issued yet: calls are served without keys and charged to team \(team)"
                    : "no key was issued yet, so every call is refused; make one with bedrock-ledger key create")
        }
        do {
            try await ShieldedService(gateway, grace: shutdownGrace.milliseconds, logger: logger).end()
        } catch  where !Task.isCancelled {
            throw CommandFailure(.failure, "\(listen.defaultValueDescription) cannot be listened on: \(error)")
        } catch {
            // Stopped by whoever asked for it: that is how the command ends.
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

    /// What an operator has to see, on standard error.
    static var logger: Logger {
        var logger = Logger(label: "bedrock-ledger") { StreamLogHandler.standardError(label: $0) }
        logger.logLevel = .warning
        return logger
    }
}
