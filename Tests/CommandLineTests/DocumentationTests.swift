import Foundation
import Testing

@Suite("Every command and option is documented")
struct DocumentationTests {
    /// A command as the program describes itself.
    struct Command: Decodable {
        struct Argument: Decodable {
            struct Name: Decodable {
                var kind: String
                var name: String
            }
            var names: [Name]?
            var preferredName: Name?
            var valueName: String?
            var abstract: String?
            var shouldDisplay: Bool
        }
        var commandName: String
        var abstract: String?
        var discussion: String?
        var subcommands: [Command]?
        var arguments: [Argument]?
    }

    struct Root: Decodable { var command: Command }

    private func commands() async throws -> [(path: String, command: Command)] {
        let outcome = try await Workspace().run("--experimental-dump-help")
        let root = try JSONDecoder().decode(Root.self, from: Data(outcome.output.utf8)).command
        func flattened(_ command: Command, below path: String) -> [(String, Command)] {
            let own = path.isEmpty ? command.commandName : "\(path) \(command.commandName)"
            return [(own, command)]
                + (command.subcommands ?? []).filter { $0.commandName != "help" }
                .flatMap { flattened($0, below: own) }
        }
        return flattened(root, below: "")
    }

    @Test("Every command has a section in docs/command-line.md that names all of its options")
    func documented() async throws {
        let url = ConsoleSessionTests.root.appending(path: "docs/command-line.md")
        let document = try String(contentsOf: url, encoding: .utf8)
        let sections = document.components(separatedBy: "\n## ")
        for (path, command) in try await commands() where path != "bedrock-ledger" && command.subcommands == nil {
            let name = path.dropFirst("bedrock-ledger ".count)
            guard let section = sections.first(where: { $0.hasPrefix("`\(name)") }) else {
                Issue.record("docs/command-line.md has no section for \(name)")
                continue
            }
            for option in (command.arguments ?? []).filter(\.shouldDisplay).compactMap(\.preferredName)
            where !["help", "version", "ledger"].contains(option.name) {
                #expect(section.contains("--\(option.name)"), "\(name): --\(option.name) is not described")
            }
        }
    }

    @Test("Every command has a summary and an example, every option a help text")
    func helpTexts() async throws {
        let commands = try await commands()
        #expect(commands.count > 15)
        for (path, command) in commands {
            #expect(command.abstract?.isEmpty == false, "\(path) has no summary")
            if path != "bedrock-ledger" {
                let discussion = command.discussion ?? ""
                #expect(discussion.uppercased().contains("EXAMPLE"), "\(path) has no example")
            }
            for argument in command.arguments ?? [] where argument.shouldDisplay {
                let name = argument.preferredName?.name ?? argument.valueName ?? "?"
                #expect(argument.abstract?.isEmpty == false, "\(path): \(name) has no help text")
            }
        }
    }
}
