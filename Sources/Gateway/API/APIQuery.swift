import AWSSigning
import Ledger
import Pricing

/// The parameters of a query, each known by name, and each once but for tags.
struct APIQuery: Sendable {
    private let values: [(name: String, value: String)]

    /// Reads a query.
    ///
    /// - Throws: ``APIProblem`` for a parameter that is not taken, one that comes twice, or a broken escape.
    init(_ text: Substring, taking names: [String]) throws(APIProblem) {
        var values: [(name: String, value: String)] = []
        for pair in text.split(separator: "&") {
            let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            // Forms write a space as a plus.
            let decoded = parts.map { PercentEncoding.decodedSegment($0.replacing("+", with: "%20")) }
            guard let name = decoded[0], names.contains(name) else {
                let name = (decoded[0] ?? String(parts[0]))
                var problem = APIProblem(
                    .invalidParameter,
                    "there is no parameter \(LedgerError.quoted(name)) here; "
                        + (names.isEmpty ? "this path takes none" : "there are \(names.joined(separator: ", "))"))
                problem.value = String(LedgerError.quoted(name).dropFirst().dropLast())
                problem.allowed = names.joined(separator: ", ")
                throw problem
            }
            guard decoded.count == 2, let value = decoded[1] else {
                throw .invalid(name, decoded.count == 2 ? String(parts[1]) : "", "a text, escaped as in a URL")
            }
            guard name == "tag" || !values.contains(where: { $0.name == name }) else {
                throw .invalid(name, value, "given once")
            }
            values.append((name, value))
        }
        self.values = values
    }

    /// The value of a parameter; `nil` where it is not given.
    subscript(name: String) -> String? { values.first { $0.name == name }?.value }

    /// A whole number within a range.
    func integer(_ name: String, in range: ClosedRange<Int>, or standard: Int) throws(APIProblem) -> Int {
        guard let text = self[name] else { return standard }
        guard let number = Int(text), range.contains(number) else {
            throw .invalid(name, text, "a whole number from \(range.lowerBound) to \(range.upperBound)")
        }
        return number
    }

    /// One of the names of an enumeration.
    func choice<Choice: RawRepresentable<String> & CaseIterable>(
        _ name: String, of type: Choice.Type
    ) throws(APIProblem) -> Choice? {
        guard let text = self[name] else { return nil }
        guard let choice = Choice(rawValue: text) else {
            throw .invalid(name, text, "one of \(Choice.allCases.map(\.rawValue).joined(separator: ", "))")
        }
        return choice
    }

    /// The calls that a question is about, within what may be seen.
    ///
    /// - Parameters:
    ///   - principal: Who asks.
    ///   - pricer: What finds a model by any of its names.
    /// - Returns: The filter, confined to a team where the principal is.
    /// - Throws: ``APIProblem``, `LedgerError`.
    func filter(for principal: APIPrincipal, pricer: Pricer) throws -> CallFilter {
        let since = try moment("since")
        let until = try moment("until")
        if let since, let until, since >= until {
            throw APIProblem.invalid("until", until.iso8601, "after since, which it excludes")
        }
        let filter = CallFilter(
            since: since, until: until, team: try principal.visibleTeam(self["team"]), callsite: self["callsite"],
            user: self["user"], model: self["model"].map(pricer.modelID), region: self["region"],
            operation: try choice("operation", of: CallOperation.self), tags: try tags())
        return try filter.validated()
    }

    private func moment(_ name: String) throws(APIProblem) -> Timestamp? {
        guard let text = self[name] else { return nil }
        guard let moment = Timestamp(iso8601: text) else { throw .invalid(name, text, APIBody.timeForm) }
        return moment
    }

    private func tags() throws(APIProblem) -> [String: String] {
        var tags: [String: String] = [:]
        for (name, value) in values where name == "tag" {
            let parts = value.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            guard parts.count == 2, tags[String(parts[0])] == nil else {
                throw .invalid("tag", value, "name=value, each name once")
            }
            tags[String(parts[0])] = String(parts[1])
        }
        return tags
    }
}
