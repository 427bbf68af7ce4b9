import ArgumentParser

/// How rows are printed.
struct FormatOptions: ParsableArguments {
    @Option(help: "How the rows are printed.")
    var format: OutputFormat?

    /// The format asked for, or else the command's own.
    func or(_ standard: OutputFormat) -> OutputFormat {
        format ?? standard
    }
}
