import Foundation

/// The `console` blocks of a document: commands after `$ `, each with the output that follows it.
struct ConsoleSession {
    /// One command with what it prints.
    struct Step: Equatable {
        var command: String
        var output: String
    }

    /// The steps of all blocks, in order.
    let steps: [Step]

    /// Reads the blocks of a document in Markdown.
    init(markdown: String) {
        var steps: [Step] = []
        var isInside = false
        for line in markdown.split(separator: "\n", omittingEmptySubsequences: false) {
            if line.hasPrefix("```") {
                isInside = line == "```console"
            } else if isInside, line.hasPrefix("$ ") {
                steps.append(Step(command: String(line.dropFirst(2)), output: ""))
            } else if isInside, let last = steps.indices.last {
                if steps[last].command.hasSuffix("\\") {
                    steps[last].command += "\n" + line
                } else {
                    steps[last].output += line + "\n"
                }
            }
        }
        self.steps = steps
    }
}
