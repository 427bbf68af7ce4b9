import ArgumentParser

/// How rows are printed.
struct FormatOptions: ParsableArguments {
    @Option(help: "How the rows are printed; md and html are for the command report.")
    var format: FormatName?

    /// The format asked for, or else the command's own.
    ///
    /// - Throws: ``CommandFailure`` for the form of a document, which rows do not have.
    func or(_ standard: OutputFormat) throws(CommandFailure) -> OutputFormat {
        guard let format else { return standard }
        guard let rows = OutputFormat(rawValue: format.rawValue) else {
            throw CommandFailure(.usage, "only report is printed as \(format.rawValue); give table, json, jsonl or csv")
        }
        return rows
    }
}
