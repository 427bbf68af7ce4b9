/// What the name of a file says about its content.
struct LogFileName {
    private let name: Substring
    private let folder: Substring?
    private static let logEndings = [".json", ".jsonl", ".ndjson"]
    private static let foreignEndings = [
        ".md", ".csv", ".parquet", ".html", ".xml", ".yaml", ".yml", ".zip", ".tar.gz", ".tgz",
    ]

    init(path: String) {
        let parts = path.split(separator: "/")
        name = parts.last ?? ""
        folder = parts.dropLast().last
    }

    /// Whether AWS writes such files beside logs: permission checks, and the bodies that are too large for a record.
    var isBesideLogs: Bool {
        if name.hasSuffix("permission-check") || name == "aws-logs-write-test" { return true }
        let stem = name.hasSuffix(".gz") ? name.dropLast(3) : name
        return folder == "data" && (stem.hasSuffix("_input.json") || stem.hasSuffix("_output.json"))
    }

    /// Whether the file says that it is something other than a log.
    var isForeign: Bool { name.hasPrefix(".") || Self.foreignEndings.contains { name.hasSuffix($0) } }

    /// Whether the file says that it is a log; of the others, the content decides.
    var isOfLog: Bool {
        let stem = name.hasSuffix(".gz") ? name.dropLast(3) : name
        return Self.logEndings.contains { stem.hasSuffix($0) }
    }
}
