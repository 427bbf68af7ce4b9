import ArgumentParser

/// Who changes a budget.
struct ActorOptions: ParsableArguments {
    @Option(help: "Who makes the change, for the audit trail (default: the login name).")
    var actor: String?

    /// The name for the audit trail.
    var name: String { actor ?? Host.loginName }
}
