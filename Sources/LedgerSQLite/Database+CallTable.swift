internal import Ledger
internal import Pricing
internal import SQLite

extension Database {
    /// The calls that a filter lets through among those of a range of sequence numbers.
    func callTable(_ filter: CallFilter, in sequences: ClosedRange<Int64>) throws -> CallTable {
        try requireUnpruned(filter, after: sequences.lowerBound - 1)
        guard let sequences = try bounds(of: filter, in: sequences) else { return CallTable() }
        let matches = seriesMatcher(filter)
        let corrected = Set(
            try connection.all(
                "SELECT DISTINCT call FROM correction WHERE call >= ? AND call <= ?",
                .integer(sequences.lowerBound), .integer(sequences.upperBound)
            ) { $0.integer(0) })
        var table = CallTable(capacity: sequences.count)
        templates.beginPage()
        try connection.forEach(
            "SELECT * FROM call WHERE sequence >= ? AND sequence <= ? AND +at >= ? AND +at < ? ORDER BY sequence",
            .integer(sequences.lowerBound), .integer(sequences.upperBound),
            .integer(filter.since?.milliseconds ?? .min), .integer(filter.until?.milliseconds ?? .max)
        ) { row in
            guard try matches(row.integer(3)) else { return }
            if !corrected.isEmpty, corrected.contains(row.integer(0)) {
                table.append(try self.corrected(originalEntry(row)).recorded)
            } else if try !appendPlain(row, to: &table) {
                table.append(try originalEntry(row).recorded)
            }
        }
        return table
    }

    /// The part of a range in which there are calls of the filter's times.
    private func bounds(of filter: CallFilter, in sequences: ClosedRange<Int64>) throws -> ClosedRange<Int64>? {
        guard filter.since != nil || filter.until != nil else { return sequences }
        var known = knownBounds
        // What was learnt with a later end holds for this one too.
        if known?.from != filter.since || known?.to != filter.until || known?.through ?? 0 < sequences.upperBound {
            known = try self.sequences(from: filter.since, to: filter.until, through: max(lastSequence(), 1))
        }
        guard let bounds = known?.bounds, bounds.overlaps(sequences) else { return nil }
        return bounds.clamped(to: sequences)
    }

    /// Adds the call of a row, if it is a plain one.
    ///
    /// - Returns: Whether it was added.
    private func appendPlain(_ statement: borrowing Statement, to table: inout CallTable) throws -> Bool {
        var values = RowReader(statement)
        let sequence = values.integer()
        let id = values.text()
        var row = CallTable.Row()
        row.at = values.integer()
        let (series, requestedModel) = (values.integer(), values.integer())
        row.hasReservation = values.optionalInteger() != nil
        let requestID = values.text()
        let (status, costStatus, reason) = (values.integer(), values.integer(), values.optionalInteger())
        let price = values.integer()
        row.input = values.integer()
        row.cacheRead = values.integer()
        row.cacheWrite5m = values.integer()
        row.cacheWrite1h = values.integer()
        row.output = values.integer()
        let (otherUsage, lineQuantities) = (values.text(), values.text())
        row.freshInputCost = values.integer()
        row.cachedInputCost = values.integer()
        row.cacheWriteCost = values.integer()
        row.outputCost = values.integer()
        let (otherCost, estimate) = (values.integer(), values.optionalInteger())
        row.isEstimated = values.integer() != 0
        row.latency = values.optionalInteger()
        row.overshoot = values.integer()
        guard values.agrees(), let id else { throw LedgerError.damagedRow("call", "\(sequence)") }

        guard otherUsage == nil, lineQuantities == nil, otherCost == 0, estimate == nil else { return false }
        let known = try templates.template(
            TemplateBook.Key(
                series: series, requestedModel: requestedModel, status: status, costStatus: costStatus,
                reason: reason ?? 0, price: price))
        // Every cost is that of its quantities and rates, or the call is read again by the way that says what is wrong.
        guard
            let costs = known.rates?.costs(
                input: row.input, cacheRead: row.cacheRead, cacheWrite5m: row.cacheWrite5m,
                cacheWrite1h: row.cacheWrite1h, output: row.output),
            costs.input == row.freshInputCost, costs.cached == row.cachedInputCost,
            costs.write == row.cacheWriteCost, costs.output == row.outputCost
        else { return false }
        row.cost = costs.total
        table.append(row, like: templates.position(of: known, in: &table), id: id, requestID: requestID)
        return true
    }
}
