import ArgumentParser
import Ledger

/// What becomes of calls that a hard budget has no room for.
struct ExceededPolicyOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "What becomes of a call that does not fit: refuse it, fall back to a cheaper model, or shrink its answer.",
            valueName: "policy"))
    var whenExceeded = ExceededPolicy.Kind.refuse

    @Option(help: ArgumentHelp("The model that calls fall back to.", valueName: "model"))
    var fallbackModel: String?

    @Option(
        help: ArgumentHelp("The fewest output tokens of a shrunk answer; less is refused.", valueName: "count"))
    var minimumTokens: Int64?

    /// The policy that the options make together.
    var policy: ExceededPolicy {
        switch (whenExceeded, fallbackModel, minimumTokens) {
        case (.fallback, let model?, _): .fallback(model: model)
        case (.shrink, _, let tokens?): .shrink(minimumTokens: tokens)
        default: .refuse
        }
    }

    func validate() throws {
        guard (whenExceeded == .fallback) == (fallbackModel != nil) else {
            throw ValidationError("--when-exceeded fallback and --fallback-model go together")
        }
        guard (whenExceeded == .shrink) == (minimumTokens != nil) else {
            throw ValidationError("--when-exceeded shrink and --minimum-tokens go together")
        }
    }
}
