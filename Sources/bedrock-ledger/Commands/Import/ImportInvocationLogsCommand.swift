import ArgumentParser
import FileReading
import InvocationLogs
import Ledger
import LosslessJSON
import Pricing

/// Imports Bedrock's model invocation logs.
struct ImportInvocationLogsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "invocation-logs",
        abstract: "Import Bedrock's model invocation logs: files and folders, gzip or not, from S3 or CloudWatch.",
        discussion: """
            The layout is found out by itself: one object a line, whole documents, arrays, {"Records":[…]}, CloudWatch \
            exports. A request counts once, however often it is imported. A broken record is named on standard error \
            with its file and line and skipped; the rest goes in.

            Team and callsite come from the request's requestMetadata, else from rules for the caller's ARN. In a rule, \
            * stands for anything and {team}, {callsite}, {user} take what lies between : and /.

            Exits with 3 where broken records were skipped, and with 1 where a path cannot be read.

            EXAMPLES:
              bedrock-ledger import invocation-logs logs/
              bedrock-ledger import invocation-logs --team-key cost:center export.json.gz
              bedrock-ledger import invocation-logs --rule 'arn:aws:sts::*:assumed-role/{team}-role/*' logs/
            """)

    @Argument(help: "The files and folders to read.")
    var paths: [String]

    @OptionGroup var attribution: LogAttributionOptions

    @Option(
        help: ArgumentHelp(
            "A JSON object of application inference profiles: the ARN of each, and the model or profile it stands for.",
            valueName: "file"))
    var inferenceProfiles: String?

    @OptionGroup var rates: RatesOptions
    @OptionGroup var format: FormatOptions
    @OptionGroup var ledger: LedgerOptions

    func validate() throws {
        guard [nil, .table, .json].contains(format.format) else {
            throw ValidationError("the summary of an import is printed as table or json")
        }
    }

    func run() async throws {
        let policy = try attribution.policy()
        let pricer = try pricer()
        let source: LogSource
        do { source = try LogSource(paths: paths) } catch { throw CommandFailure(.failure, error.description) }
        var meter = ImportMeter()
        defer { meter.clear() }
        let summary = try await ledger.withLedger(ifAbsent: .create) { store in
            try await Importer(store: store, pricer: pricer, attribution: policy).run(source) { meter.show($0) }
        }
        meter.clear()
        try ImportReport(summary).print(as: format.or(.table))
        if !summary.unreadable.isEmpty { throw QuietExit(.failure) }
        if summary.brokenCount > 0 { throw QuietExit(.findings) }
    }

    private func pricer() throws -> Pricer {
        let pricer = try rates.pricer()
        guard let path = inferenceProfiles else { return pricer }
        let document = try JSONFile.read(path)
        guard document.kind == .object else {
            throw CommandFailure(.usage, "\(path) is not an object of ARNs and models: {\"arn:…\": \"us.…\"}")
        }
        var profiles: [String: String] = [:]
        for (arn, model) in document.members {
            guard let text = model.string else {
                throw CommandFailure(.usage, "\(path):\(model.location.line): the model of \(arn) is not text")
            }
            profiles[arn] = text
        }
        return Pricer(card: pricer.card, inferenceProfiles: profiles)
    }
}
