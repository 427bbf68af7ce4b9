/// A module imports only modules from rows above its own; the low rows do without Foundation.
struct ImportRule: SourceRule {
    /// The modules of the project by row, from the leaves down; the map in ARCHITECTURE.md is this table.
    static let rows: [[String]] = [
        ["CSQLite", "CZlib", "CAssets", "LosslessJSON", "Retry", "AWSEventStream"],
        ["JSONRepair", "SQLite", "Pricing", "AWSSigning", "FileReading"],
        ["Ledger", "AWSCredentials"],
        ["LedgerSQLite", "LedgerReports", "Insights", "InvocationLogs", "Reconciliation", "BedrockRuntime"],
        ["BedrockLedger", "BedrockEmulator", "Dashboard"],
        ["Gateway"],
        ["bedrock-ledger"],
    ]
    /// What comes with the compiler and costs nothing at start-up.
    static let standard: Set = ["Swift", "Synchronization", "Glibc", "Musl", "Darwin"]
    /// What rows 2 and below may import besides.
    static let foundation: Set = ["Foundation", "FoundationEssentials", "Dispatch"]
    /// Files of rows 0 and 1 that need Foundation all the same: Unicode's compatibility forms and `Decimal` are nowhere
    /// else.
    static let exceptions: Set = [
        "Sources/Pricing/Bound/InputBound.swift", "Sources/JSONRepair/Decoding/JSONValueDecoder.swift",
    ]
    /// Packages of others, and the modules that may import each.
    static let packages: [String: Set<String>] = [
        "ArgumentParser": ["bedrock-ledger"],
        "AsyncHTTPClient": ["BedrockRuntime"],
        "Configuration": ["bedrock-ledger"],
        "Crypto": ["AWSSigning", "AWSCredentials", "LedgerReports", "LedgerSQLite", "Gateway"],
        "HTTPTypes": ["BedrockEmulator", "Gateway"],
        "HummingbirdCore": ["BedrockEmulator", "Gateway"],
        "Logging": ["BedrockLedger", "BedrockEmulator", "Gateway", "bedrock-ledger"],
        "Metrics": ["BedrockLedger", "Gateway", "LedgerSQLite", "bedrock-ledger"],
        "NIOCore": ["BedrockRuntime", "BedrockEmulator", "Gateway"],
        "NIOHTTP1": ["BedrockRuntime", "Gateway"],
        "NIOHTTP2": ["Gateway"],
        "NIOHTTPTypes": ["Gateway"],
        "NIOHTTPTypesHTTP1": ["Gateway"],
        "NIOHTTPTypesHTTP2": ["Gateway"],
        "NIOPosix": ["BedrockRuntime", "BedrockEmulator", "Gateway"],
        "NIOSSL": ["BedrockRuntime", "Gateway"],
        "NIOTLS": ["Gateway"],
        "ServiceLifecycle": ["BedrockEmulator", "Gateway", "bedrock-ledger"],
        "Subprocess": ["AWSCredentials"],
        "Tracing": ["BedrockLedger"],
    ]

    func violations(in source: SwiftSource) -> [Violation] {
        guard let module = source.module else { return [] }
        guard let row = Self.row(of: module) else {
            return [Violation(path: source.path, line: 0, message: "module \(module) stands in no row")]
        }
        return source.codeLines.enumerated().compactMap { index, line in
            guard let imported = Self.importedModule(line), !Self.isAllowed(imported, in: module, row: row),
                !(Self.exceptions.contains(source.path) && Self.foundation.contains(imported))
            else { return nil }
            return Violation(
                path: source.path, line: index + 1, message: "\(module) (row \(row)) must not import \(imported)")
        }
    }

    /// The module that a line imports.
    static func importedModule(_ line: String) -> String? {
        let words = line.split(separator: " ")
        guard let keyword = words.firstIndex(of: "import"),
            words[..<keyword].allSatisfy({ $0.hasPrefix("@") || ["public", "package", "internal"].contains($0) })
        else { return nil }
        let kinds = ["struct", "class", "enum", "protocol", "func", "var", "let", "typealias"]
        let name = words[(keyword + 1)...].first { !kinds.contains(String($0)) }
        return name.flatMap { $0.split(separator: ".").first }.map(String.init)
    }

    private static func row(of module: String) -> Int? {
        rows.firstIndex { $0.contains(module) }
    }

    private static func isAllowed(_ imported: String, in module: String, row: Int) -> Bool {
        if let importedRow = self.row(of: imported) { return importedRow < row }
        if let modules = packages[imported] { return modules.contains(module) }
        return standard.contains(imported) || (row >= 2 && foundation.contains(imported))
    }
}
