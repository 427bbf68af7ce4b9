import Ledger
import Pricing

extension TeamStatement {
    /// The charges as CSV, one row a line and without the total: a sum in the data would be counted twice.
    public var csv: [UInt8] {
        var writer = CSVWriter()
        writer.row([
            "team", "period_start", "period_end", "callsite", "model", "calls", "input_tokens", "cache_read_tokens",
            "cache_write_tokens", "output_tokens", "cost_usd", "estimated_usd", "unpriced_calls",
        ])
        for line in lines {
            writer.text(team)
            writer.number(month.start.iso8601)
            writer.number(month.end.iso8601)
            writer.text(line.callsite)
            writer.text(line.model)
            for count in [
                line.figures.calls, line.figures.inputTokens, line.figures.cacheReadTokens,
                line.figures.cacheWriteTokens, line.figures.outputTokens,
            ] { writer.number(count) }
            writer.number(line.figures.cost.usd)
            writer.number(line.figures.estimated.usd)
            writer.number(line.figures.unpricedCalls)
            writer.endRow()
        }
        return writer.bytes
    }
}
