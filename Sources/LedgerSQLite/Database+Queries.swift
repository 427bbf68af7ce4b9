internal import Ledger
internal import Pricing
internal import SQLite

extension Database {
    /// Where a filter lets through one series in so many or fewer, each of their rows is looked up.
    private static let fewSeriesShare: Int64 = 16
    /// The most series that are looked at to find those that a filter lets through.
    private static let maximumCandidates = 20_000
    /// The most corrected calls that are told apart at once.
    private static let correctionLimit: Int64 = 20_000

    /// Which series a filter lets through, asked series by series and remembered.
    func seriesMatcher(_ filter: CallFilter) -> (Int64) throws -> Bool {
        var filter = filter
        filter.since = nil
        filter.until = nil
        guard filter != CallFilter() else { return { _ in true } }
        var known: [Int64: Bool] = [:]
        return { [dimensions] id in
            if let answer = known[id] { return answer }
            let answer = filter.includes(try dimensions.series(id).sample(at: Timestamp(milliseconds: 0)))
            known[id] = answer
            return answer
        }
    }

    /// The series that a filter lets through, in order of number; `nil` where they are not few among all, or not quickly
    /// found: then it is quicker to look at every row of a range.
    func fewSeries(_ filter: CallFilter, where matches: (Int64) throws -> Bool) throws -> [Int64]? {
        let scope = (filter.team, filter.callsite, filter.user, filter.model)
        guard scope != (nil, nil, nil, nil) || !filter.tags.isEmpty else { return nil }
        let all = try connection.integer("SELECT max(id) FROM series") ?? 0
        let most = all / Self.fewSeriesShare
        guard all > 0 else { return nil }
        let candidates: [Int64]
        if let team = filter.team {
            candidates = try connection.all(
                "SELECT id FROM series WHERE team = (SELECT id FROM text WHERE value = ?) LIMIT ?", .text(team),
                .integer(Int64(Self.maximumCandidates) + 1)
            ) { $0.integer(0) }
        } else {
            guard all <= Self.maximumCandidates else { return nil }
            candidates = try connection.all("SELECT id FROM series") { $0.integer(0) }
        }
        guard candidates.count <= Self.maximumCandidates else { return nil }
        let few = try candidates.filter(matches)
        return few.count <= most ? few.sorted() : nil
    }

    /// Spend by group.
    func spend(by keys: [SpendKey], filter: CallFilter) throws -> SpendReport {
        let grain = Grain(telling: keys, filter)
        var sums = SpendSums(keys: keys, grouping: grouping(by: keys, of: grain))
        try forEachSum(filter, of: grain, coarsest: sums.coarsest) { start, number, figures in
            try sums.add(figures, of: number, at: start)
        }
        return SpendReport(keys: keys, filter: filter, groups: sums.groups)
    }

    /// A page of calls in order of recording.
    func calls(_ filter: CallFilter, after sequence: Int64, through last: Int64, limit: Int) throws -> [Entry] {
        try requireUnpruned(filter, after: sequence)
        let range = try sequences(from: filter.since, to: filter.until, through: last)
        guard let bounds = range.bounds else { return [] }
        let matches = seriesMatcher(filter)
        // As many as the page may need, but not row by row where few match.
        let chunk = filter == CallFilter(since: filter.since, until: filter.until) ? limit : max(limit, 1000)
        var page: [Entry] = []
        page.reserveCapacity(limit)
        var position = max(sequence, bounds.lowerBound - 1)
        while page.count < limit, position < bounds.upperBound {
            var looked = 0
            try connection.forEach(
                range.isScattered ? Self.scatteredCalls : Self.adjacentCalls, .integer(position),
                .integer(bounds.upperBound), .integer(filter.since?.milliseconds ?? .min),
                .integer(filter.until?.milliseconds ?? .max), .integer(Int64(chunk))
            ) { row in
                looked += 1
                position = row.integer(0)
                // Most rows may not match, and need not be decoded.
                if page.count < limit, try matches(row.integer(3)) { page.append(try originalEntry(row)) }
            }
            if looked < chunk { break }
        }
        return try corrected(page)
    }

    /// Calls with their newest corrections, in order of number. Most have none.
    private func corrected(_ page: [Entry]) throws -> [Entry] {
        guard let first = page.first, let last = page.last else { return page }
        let numbers = try connection.all(
            "SELECT DISTINCT call FROM correction WHERE call >= ? AND call <= ? LIMIT ?",
            .integer(first.recorded.sequence), .integer(last.recorded.sequence), .integer(Self.correctionLimit + 1)
        ) { $0.integer(0) }
        // Between calls that lie far apart there may be any number of others.
        if numbers.count > Self.correctionLimit { return try page.map { try corrected($0) } }
        let known = Set(numbers)
        guard !known.isEmpty else { return page }
        return try page.map { known.contains($0.recorded.sequence) ? try corrected($0) : $0 }
    }

    /// The callsites of a team, each found behind the one before it: a team may have millions of series, and few callsites.
    func callsites(of team: String, limit: Int) throws -> [String] {
        guard let team = try connection.integer("SELECT id FROM text WHERE value = ?", .text(team)) else { return [] }
        var ids: [Int64] = []
        while ids.count < limit,
            let next = try connection.integer(
                "SELECT min(callsite) FROM series WHERE team = ? AND callsite > ?", .integer(team),
                .integer(ids.last ?? .min))
        {
            ids.append(next)
        }
        return try ids.map { try dimensions.text($0) }
    }

    /// Whether a team has a callsite.
    func hasCallsite(_ callsite: String, of team: String) throws -> Bool {
        try connection.integer(
            """
            SELECT id FROM series WHERE team = (SELECT id FROM text WHERE value = ?)
            AND callsite = (SELECT id FROM text WHERE value = ?) LIMIT 1
            """, .text(team), .text(callsite)) != nil
    }

    private static let adjacentCalls: StaticString = """
        SELECT * FROM call WHERE sequence > ? AND sequence <= ? AND +at >= ? AND +at < ?
        ORDER BY sequence LIMIT ?
        """

    private static let scatteredCalls: StaticString = """
        SELECT call.* FROM (
            SELECT sequence FROM call INDEXED BY call_at
            WHERE +sequence > ? AND +sequence <= ? AND at >= ? AND at < ? ORDER BY sequence LIMIT ?
        ) AS page JOIN call USING (sequence) ORDER BY call.sequence
        """

    /// The bounds within which the calls of a range of time stand, so that pages need not search the whole table.
    func sequences(from: Timestamp?, to: Timestamp?, through last: Int64) throws -> SequenceBounds {
        var result = SequenceBounds(from: from, to: to, through: last)
        guard last >= 1 else { return result }
        guard from != nil || to != nil else {
            result.bounds = 1...last
            result.calls = last
            return result
        }
        if let known = knownBounds, known.from == from, known.to == to, known.through == last { return known }
        try connection.forEach(
            "SELECT min(sequence), max(sequence), count(*) FROM call WHERE at >= ? AND at < ?",
            .integer(from?.milliseconds ?? .min), .integer(to?.milliseconds ?? .max)
        ) { row in
            let end = min(row.integer(1), last)
            result.bounds = row.isNull(0) || row.integer(0) > end ? nil : row.integer(0)...end
            result.calls = row.integer(2)
        }
        // Past the newest call there is something to come, so that answer would not hold.
        if try last <= lastSequence() { knownBounds = result }
        return result
    }
}
