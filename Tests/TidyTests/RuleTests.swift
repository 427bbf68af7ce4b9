import Testing

@Suite("The rules find what they look for")
struct RuleTests {
    private func lines(_ rule: some SourceRule, _ text: String, path: String = "Sources/Pricing/Sample.swift") -> [Int]
    {
        rule.violations(in: SwiftSource(path: path, text: text)).map(\.line)
    }

    @Test(
        "An import from the same row, from a row below or of a foreign package is found",
        arguments: [
            ("Pricing", "import Ledger", false),
            ("Pricing", "public import SQLite", false),
            ("Pricing", "import Foundation", false),
            ("Pricing", "@testable import ArgumentParser", false),
            ("Pricing", "import struct LosslessJSON.JSONValue", true),
            ("Pricing", "import Synchronization", true),
            ("Pricing", "// import Foundation", true),
            ("Ledger", "import FoundationEssentials", true),
            ("Ledger", "import LedgerSQLite", false),
            ("LedgerReports", "import LedgerSQLite", false),
            ("Elsewhere", "", false),
        ])
    func imports(module: String, line: String, isAllowed: Bool) {
        let source = SwiftSource(path: "Sources/\(module)/Sample.swift", text: line)
        #expect(ImportRule().violations(in: source).isEmpty == isAllowed)
    }

    @Test("A line of 121 characters and a file of 301 lines are found, 120 and 300 are not")
    func lengths() {
        let longest = String(repeating: "x", count: LengthRule.maximumColumns)
        #expect(lines(LengthRule(), longest + "\n" + longest + "x\n") == [2])
        let full = String(repeating: "\n", count: 300)
        #expect(lines(LengthRule(), full) == [])
        #expect(lines(LengthRule(), full + "\n") == [0])
    }

    @Test("Forbidden code is found in code, and not in comments and strings")
    func forbiddenCode() {
        let text = """
            let a = try! parse() // try! is bad
            let b = "try! \\"as! again"
            /* fatalError( */ let c = value as! Int
            // \("TO" + "DO"): later
            """
        #expect(lines(ForbiddenCodeRule(), text) == [1, 3, 4])
    }

    @Test("Strings of several lines and raw strings are no code")
    func literals() {
        let text = "let a = \"\"\"\n    try! \"quoted\"\n    \"\"\"\nlet b = #\"as! \"x\" \"#\nlet c = try! d\n"
        #expect(lines(ForbiddenCodeRule(), text) == [5])
    }

    @Test("An unchecked type needs two lines of comment right above it")
    func uncheckedSendable() {
        let bare = "/// A box.\nfinal class Box: @unchecked Sendable {}"
        let proven = "/// A box.\n/// It is safe: the lock is held wherever the value is touched.\n" + bare
        #expect(lines(UncheckedSendableRule(), bare) == [2])
        #expect(lines(UncheckedSendableRule(), proven) == [])
    }

    @Test("A place of one machine is found, an address that ends like one is not")
    func machinePaths() {
        let place = MachinePathRule.prefixes[0]
        func found(_ text: String) -> Int { MachinePathRule().violations(path: "a.md", text: text).count }
        #expect(found("see \(place)main") == 1)
        #expect(found("see https://example.com\(place)main") == 0)
        #expect(found("frame\(place)main") == 0)
    }
}
