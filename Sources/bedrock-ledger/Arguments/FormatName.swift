import ArgumentParser

/// A form of output by its name, whichever command has it.
enum FormatName: String, ExpressibleByArgument, CaseIterable {
    case table
    case json
    case jsonl
    case csv
    /// Markdown; a document's form.
    case md
    /// A page to print; a document's form.
    case html
}
