import Foundation
import Testing

@Suite("The documents say what the code does")
struct DocumentTests {
    @Test("The change log lists the current version")
    func changeLog() throws {
        let source = try Project.text("Sources/bedrock-ledger/Version.swift")
        let version = try #require(source.firstMatch(of: /current = "([0-9.]+)"/)?.1)
        #expect(try Project.text("CHANGELOG.md").contains("## \(version)"))
    }

    @Test("The README stays short, and the map names every module")
    func lengths() throws {
        let lines = try Project.text("README.md").split(separator: "\n", omittingEmptySubsequences: false)
        #expect(lines.count <= 150)
        let map = try Project.text("ARCHITECTURE.md")
        for module in ImportRule.rows.joined() {
            #expect(map.contains(module), "ARCHITECTURE.md does not name \(module)")
        }
    }

    @Test("The compiled-in files are those of the directories", arguments: ["migrations", "rates"])
    func assets(directory: String) throws {
        let extensions: Set = ["sql", "json"]
        let present = Project.files(below: directory, withExtensions: extensions).filter { !$0.contains("schema.sql") }
        let embedded = try Project.files(below: "Sources/CAssets", withExtensions: ["c"])
            .flatMap { try Project.text($0).matches(of: /#embed "\.\.\/\.\.\/([^"]+)"/).map { String($0.1) } }
            .filter { $0.hasPrefix("\(directory)/") }
        #expect(!present.isEmpty)
        #expect(embedded.sorted() == present)
    }
}
