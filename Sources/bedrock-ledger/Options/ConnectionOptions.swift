import AWSCredentials
import ArgumentParser
import BedrockLedger
import Ledger
import Logging
import Pricing

/// Where calls go.
struct ConnectionOptions: ParsableArguments {
    @Option(help: "The AWS region (default: as AWS SDKs find it).")
    var region: String?

    @Option(help: "The profile of the AWS configuration (default: AWS_PROFILE).")
    var profile: String?

    @Option(help: ArgumentHelp("Where bedrock-runtime is (default: as AWS SDKs find it).", valueName: "url"))
    var endpointURL: String?

    /// A client on a ledger that is open.
    func client(ledger: any LedgerStore, pricer: Pricer, context: CallContext) async throws -> BedrockClient {
        var configuration = ClientConfiguration()
        configuration.profile = profile
        configuration.endpoint = endpointURL
        // A command that is interrupted has a second to end; what it does not learn by then stays as an estimate.
        configuration.metering.drain.duration = .milliseconds(500)
        // Answers go to standard output and messages to standard error; a log would stand between them.
        configuration.logger = Logger(label: "bedrock-ledger") { _ in SwiftLogNoOpLogHandler() }
        do {
            return try await BedrockClient(
                region: region, ledger: .store(ledger), pricer: { pricer }, context: context,
                configuration: configuration)
        } catch let error as CredentialError {
            throw CommandFailure(.usage, "\(error)")
        }
    }
}
