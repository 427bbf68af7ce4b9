import ArgumentParser
import BedrockEmulator
import ServiceLifecycle

/// Serves a bedrock-runtime that costs nothing.
struct EmulateCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "emulate",
        abstract: "Serve an emulated bedrock-runtime, for tests and demonstrations.",
        discussion: """
            Prints its address once it accepts connections, and serves until it is interrupted. Any client of AWS works \
            with it, and GET /emulator/account tells what it billed. docs/emulator.md tells how to script its answers and \
            its faults.

            EXAMPLES:
              bedrock-ledger emulate
              bedrock-ledger emulate --listen 127.0.0.1:8000 --latency 50ms \\
                --requests-per-minute 60 \\
                --access-key AKIAEMULATOR --secret-access-key-file secret.txt
            """)

    @Option(help: ArgumentHelp("The address to listen on; port 0 takes a free one.", valueName: "host:port"))
    var listen = ListenAddress(host: "127.0.0.1", port: 0)

    @Flag(help: "Let other machines connect: take an address that is not loopback.")
    var allowRemote = false

    @Option(help: ArgumentHelp("The region of calls that are not signed for one.", valueName: "region"))
    var region = "us-east-1"

    @Option(help: ArgumentHelp("How long every call takes, as 50ms or 2s.", valueName: "time"))
    var latency: WaitingTime?

    @Option(help: ArgumentHelp("How many calls of one model a minute allows.", valueName: "count"))
    var requestsPerMinute: Int?

    @Option(help: ArgumentHelp("What ids and answers are derived from.", valueName: "number"))
    var seed: UInt64 = 1

    @Option(help: ArgumentHelp("Faults that every call meets, as throttle=2,latency=1s.", valueName: "list"))
    var faults = ""

    @OptionGroup var callers: CallerOptions
    @OptionGroup var rates: RatesOptions

    func validate() throws {
        guard listen.isLoopback || allowRemote else {
            throw ValidationError("\(listen.host) is not loopback; add --allow-remote if other machines may connect")
        }
        guard requestsPerMinute ?? 1 > 0 else { throw ValidationError("--requests-per-minute must be at least 1") }
        do {
            _ = try EmulatorFault.list(faults)
        } catch {
            throw ValidationError("--faults: \(error)")
        }
    }

    func run() async throws {
        let configuration = try emulatorConfiguration()
        let emulator = try BedrockEmulator(configuration: configuration)
        var group = ServiceGroupConfiguration(services: [emulator], logger: configuration.logger)
        // Within the time that an interrupted command has to end.
        group.maximumGracefulShutdownDuration = .milliseconds(700)
        let services = ServiceGroup(configuration: group)
        // An interruption cancels this task. In a task of its own the server is not cancelled with it, and can let the
        // requests that it is answering end.
        let server = Task { try await services.run() }
        try await withTaskCancellationHandler {
            try await serve(emulator, until: server)
        } onCancel: {
            Task { await services.triggerGracefulShutdown() }
        }
    }

    private func serve(_ emulator: BedrockEmulator, until server: Task<Void, any Error>) async throws {
        do {
            let address = try await emulator.address()
            try StandardOutput.print("listening on \(address.url)")
            StandardError.note("export AWS_ENDPOINT_URL_BEDROCK_RUNTIME=\(address.url)")
            try await server.value
        } catch let failure as QuietExit {
            throw failure
        } catch  where !Task.isCancelled {
            throw CommandFailure(.failure, "\(listen.defaultValueDescription) cannot be listened on: \(error)")
        } catch {
            // Stopped by whoever asked for it: that is how the command ends.
        }
    }

    private func emulatorConfiguration() throws -> EmulatorConfiguration {
        var configuration = EmulatorConfiguration()
        configuration.host = listen.host
        configuration.port = listen.port
        configuration.region = region
        configuration.latency = .milliseconds(latency?.milliseconds ?? 0)
        configuration.requestsPerMinute = requestsPerMinute
        configuration.seed = seed
        configuration.faults = try EmulatorFault.list(faults)
        configuration.credentials = try callers.credentials()
        configuration.bearerTokens = try callers.tokens()
        configuration.rateCard = try rates.card()
        return configuration
    }
}
