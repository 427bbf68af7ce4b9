import AWSCredentials
import AWSSigning
import ArgumentParser
import BedrockLedger
import Ledger
import Logging
import Pricing

/// Where a gateway sends calls on to, and with whose credentials.
struct UpstreamOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "Where calls go: aws, emulator (in this process, costs nothing), auto (aws where there are credentials of AWS, "
                + "else the emulator), or the URL of an endpoint.",
            valueName: "upstream"))
    var upstream = Upstream.aws

    @Option(help: "The AWS region (default: as AWS SDKs find it; us-east-1 for the emulator).")
    var region: String?

    @Option(help: "The profile of the AWS configuration that calls are signed with (default: AWS_PROFILE).")
    var profile: String?

    /// The longest time that a call upstream may be silent.
    private static let silence = Duration.seconds(600)

    /// A client of the upstream on a ledger that is open.
    ///
    /// - Parameters:
    ///   - ledger: Where calls are recorded.
    ///   - pricer: Gives what prices them, for each anew.
    ///   - emulator: Where the emulator listens, if there is one.
    ///   - logger: Where troubles are told.
    /// - Returns: The client, whose metering is the gateway's.
    /// - Throws: ``CommandFailure`` where region or endpoint are missing or malformed.
    func client(
        ledger: any LedgerStore, pricer: @escaping @Sendable () -> Pricer, emulator: String?, logger: Logger
    ) async throws -> BedrockClient {
        var configuration = configuration
        configuration.timeout = Self.silence
        configuration.logger = logger
        // Bodies go on byte for byte.
        configuration.metering.passesAttributionOn = false
        var credentials: (any CredentialProvider)?
        switch upstream {
        case .aws, .auto: break
        case .endpoint(let address): configuration.endpoint = address
        case .emulator:
            configuration.endpoint = emulator
            credentials = StaticCredentials(Credentials(accessKeyID: "GATEWAY", secretAccessKey: "emulator"))
        }
        do {
            return try await BedrockClient(
                region: upstream == .emulator ? region ?? "us-east-1" : region, ledger: .store(ledger),
                pricer: pricer,
                credentials: credentials, configuration: configuration)
        } catch let error as CredentialError {
            throw CommandFailure(.usage, "\(error)")
        }
    }

    /// Decides where calls go where that was left open.
    ///
    /// - Returns: What was found, for whoever started the service.
    mutating func settle() async -> String? {
        guard upstream == .auto else { return nil }
        do {
            try await configuration.requireCredentials()
            upstream = .aws
            return "credentials of AWS were found: calls go to Bedrock and cost money"
        } catch {
            upstream = .emulator
            return "calls go to the emulator and cost nothing, because there are no credentials of AWS: \(error)"
        }
    }

    /// Who a client is.
    private var configuration: ClientConfiguration {
        var configuration = ClientConfiguration(environment: environment)
        configuration.profile = profile
        return configuration
    }

    /// The variables of this process without the one by which its clients find the gateway: it would call itself.
    private var environment: AWSEnvironment {
        guard [.aws, .auto].contains(upstream) else { return .process() }
        var variables = AWSEnvironment.process().allVariables
        variables["AWS_IGNORE_CONFIGURED_ENDPOINT_URLS"] = "true"
        return AWSEnvironment(variables: variables)
    }
}
