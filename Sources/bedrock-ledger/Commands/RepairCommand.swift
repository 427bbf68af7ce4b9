import ArgumentParser
import JSONRepair
import LosslessJSON

/// Recovers the JSON in a text that a model wrote.
struct RepairCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "repair",
        abstract: "Recover JSON from the text of a model: text in, JSON out.",
        discussion: """
            Reads a text on standard input and writes the JSON in it, repaired where that needs no guessing. The exit \
            code is 1, and the reason is on standard error, when there is none.

            With --jsonl each line is an object with "id" and "input", and yields {"id":…,"ok":true,"step":…,"json":…,\
            "repairs":[…],"truncated":…} or {"id":…,"ok":false,"error":…}; the exit code is 0.

            EXAMPLES:
              echo 'Sure: {"answer": 42,}' | bedrock-ledger repair
              bedrock-ledger repair --report --level strictly < answer.txt
              bedrock-ledger repair --jsonl --choose last < answers.jsonl
            """)

    @Flag(help: "Each line is an object with the members id and input; write a result for each.")
    var jsonl = false

    @Flag(help: "Write an object with the JSON, how it was had, and every repair.")
    var report = false

    @Option(help: ArgumentHelp("How much to assume: strictly, commonly or liberally.", valueName: "level"))
    var level = RepairLevel.commonly

    @Option(help: ArgumentHelp("Which of several values to take: largest, first or last.", valueName: "choice"))
    var choose = CandidateChoice.largest

    func validate() throws {
        if jsonl, report { throw ValidationError("--jsonl reports every repair already, so leave out --report") }
    }

    func run() throws {
        let options = RepairOptions(level: level, choice: choose)
        if jsonl {
            try repairLines(options)
        } else {
            try repairText(options)
        }
    }

    private func repairText(_ options: RepairOptions) throws {
        let text = try InputFile.read("-")
        let result: RepairedJSON
        do throws(JSONRepairFailed) {
            result = try parseJSON(text, options: options)
        } catch {
            throw CommandFailure(.failure, error.description)
        }
        let output = report ? RepairReport.text(of: result) : Array(result.value.utf8)
        try StandardOutput.write(output + [UInt8.lineFeed])
    }

    private func repairLines(_ options: RepairOptions) throws {
        var number = 0
        var output: [UInt8] = []
        for line in InputLines() {
            number += 1
            if case .text(let bytes) = line, bytes.allSatisfy(\.isJSONWhitespace) { continue }
            output += RepairReport.line(for: line, number: number, options: options)
            output.append(.lineFeed)
            if output.count > 1 << 16 {
                try StandardOutput.write(output)
                output.removeAll(keepingCapacity: true)
            }
        }
        try StandardOutput.write(output)
    }
}
