import Foundation
import Testing

@Suite("The sessions in the documents show the real output")
struct ConsoleSessionTests {
    static let root = URL(filePath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

    /// Every document that users read.
    static var documents: [String] {
        let directories = ["docs", "Examples"].flatMap { directory in
            (FileManager.default.enumerator(atPath: root.appending(path: directory).path)?.compactMap { $0 as? String }
                ?? [])
                .map { "\(directory)/\($0)" }
        }
        return (directories + ["README.md", "ARCHITECTURE.md", "CONTRIBUTING.md"]).filter { $0.hasSuffix(".md") }
            .sorted()
    }

    @Test("Every session of a document is what a user sees", arguments: documents)
    func session(document: String) async throws {
        let text = try String(contentsOf: Self.root.appending(path: document), encoding: .utf8)
        let workspace = try Workspace()
        // Sessions name the sample logs as a user does who stands in the project's directory.
        try FileManager.default.createSymbolicLink(
            at: workspace.directory.appending(path: "Examples"),
            withDestinationURL: Self.root.appending(path: "Examples"))
        for step in ConsoleSession(markdown: text).steps {
            let outcome = try await workspace.shell(step.command)
            #expect(outcome.output == step.output, "\(document): $ \(step.command)\n\(outcome.errors)")
        }
    }

    @Test("A session is read with its commands, continued lines and outputs")
    func reading() {
        let text =
            "Text\n```console\n$ one \\\n  more\nfirst\n\nsecond\n$ two\n```\n$ not this\n```sh\n$ nor this\n```\n"
        #expect(
            ConsoleSession(markdown: text).steps == [
                .init(command: "one \\\n  more", output: "first\n\nsecond\n"), .init(command: "two", output: ""),
            ])
    }
}
