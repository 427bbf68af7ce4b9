/// How rows are printed.
enum OutputFormat: String {
    /// For people: columns, rounded amounts.
    case table
    /// One JSON document.
    case json
    /// One JSON object a line.
    case jsonl
    /// Comma-separated values by RFC 4180.
    case csv
}
