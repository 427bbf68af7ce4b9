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
            "Where calls go: aws, emulator (in this process, costs nothing), or the URL of an endpoint.",
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
    ///   - pricing: What prices them, asked for anew for each call.
    ///   - emulator: Where the emulator listens, if there is one.
    ///   - logger: Where troubles are told.
    /// - Returns: The client, whose metering is the gateway's.
    /// - Throws: ``CommandFailure`` where region or endpoint are missing or malformed.
    func client(
        ledger: any LedgerStore, pricing: @escaping @Sendable () -> Pricer, emulator: String?, logger: Logger
    ) async throws -> BedrockClient {
        var configuration = ClientConfiguration(environment: environment)
        configuration.profile = profile
        configuration.timeout = Self.silence
        configuration.logger = logger
        // Bodies go on byte for byte.
        configuration.metering.passesAttributionOn = false
        var credentials: (any CredentialProvider)?
        switch upstream {
        case .aws: break
        case .endpoint(let address): configuration.endpoint = address
        case .emulator:
            configuration.endpoint = emulator
            credentials = StaticCredentials(Credentials(accessKeyID: "GATEWAY", secretAccessKey: "emulator"))
        }
        do {
            return try await BedrockClient(
                region: upstream == .emulator ? region ?? "us-east-1" : region, ledger: .store(ledger),
                pricing: pricing,
                credentials: credentials, configuration: configuration)
        } catch let error as CredentialError {
            throw CommandFailure(.usage, "\(error)")
        }
    }

    /// The variables of this process without the one by which its clients find the gateway: it would call itself.
    private var environment: AWSEnvironment {
        guard upstream == .aws else { return .process() }
        var variables = AWSEnvironment.process().allVariables
        variables["AWS_IGNORE_CONFIGURED_ENDPOINT_URLS"] = "true"
        return AWSEnvironment(variables: variables)
    }
}
