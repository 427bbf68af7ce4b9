import ArgumentParser
import LosslessJSON
import Pricing

/// Prices calls without recording them.
struct CostCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "cost",
        abstract: "Price calls: JSON lines in, JSON lines out, in the same order.",
        discussion: """
            Each line is an object with "model" and, where they apply, "id", "region", "at", "operation", "request", \
            "response", "units" and "inference_profiles". A line that cannot be read yields {"line":…,"error":…}; the \
            others are priced all the same, and the exit code is 1.

            EXAMPLES:
              echo '{"model":"us.anthropic.claude-sonnet-5","response":{"usage":{"inputTokens":1000,\
            "outputTokens":200,"totalTokens":1200}}}' | bedrock-ledger cost
              bedrock-ledger cost < calls.jsonl > costs.jsonl
            """)

    @OptionGroup var ratesOptions: RatesOptions

    func run() throws {
        let pricer = try ratesOptions.pricer()
        var output: [UInt8] = []
        var hasErrors = false
        var number = 0
        for line in InputLines() {
            number += 1
            if line.isBlank { continue }
            var writer = JSONWriter()
            do {
                try price(line, with: pricer, into: &writer)
            } catch {
                hasErrors = true
                writer = JSONWriter()
                writer.beginObject()
                writer.key("line")
                writer.number(number)
                writer.key("error")
                writer.string("\(error)")
                writer.endObject()
            }
            output.append(contentsOf: writer.bytes)
            output.append(UInt8(ascii: "\n"))
            if output.count > 1 << 16 {
                try StandardOutput.write(output)
                output.removeAll(keepingCapacity: true)
            }
        }
        try StandardOutput.write(output)
        if hasErrors { throw QuietExit(.failure) }
    }

    private func price(_ line: InputLines.Line, with pricer: Pricer, into writer: inout JSONWriter) throws {
        let json = try line.json()
        let cost = pricer.cost(of: try PricingRequest(json: json))
        writer.beginObject()
        writer.key("id")
        if let id = json["id"] { writer.raw(id) } else { writer.null() }
        cost.writeMembers(into: &writer)
        writer.endObject()
    }
}
