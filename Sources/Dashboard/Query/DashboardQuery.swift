public import Ledger
import Pricing

/// What the dashboard is asked to show: everything of it stands in the address, so that every view is a link.
public struct DashboardQuery: Sendable, Hashable {
    /// The last page of a table that can be asked for.
    static let maximumPage = 10_000

    /// The stretch of time.
    public var period = DashboardPeriod.thirtyDays
    /// Only this team.
    public var team: String?
    /// Only this callsite.
    public var callsite: String?
    /// Only this model.
    public var model: String?
    /// Only calls whose tag `env` has this value.
    public var environment: String?
    /// What the chart is stacked by.
    public var grouping = DashboardGrouping.model
    /// What the callsites are sorted by.
    public var sort = DashboardSort.cost
    /// The page of callsites, from 1 on.
    public var page = 1

    /// The last thirty days of everything.
    public init() {}

    /// The query of an address; what is not given stays as usual, and empty fields of a form count as not given.
    ///
    /// - Parameter text: What follows the question mark.
    /// - Throws: ``LedgerError/Code/invalidInput`` for a value that cannot be, with those that can. Fields of other names
    ///   are not looked at.
    public init(_ text: some StringProtocol) throws(LedgerError) {
        guard let fields = FormEncoding.fields(of: text) else {
            throw LedgerError(
                .invalidInput, "the query of the address is malformed; start from the dashboard's own links")
        }
        let values = Dictionary(fields.filter { !$0.value.isEmpty }.map { ($0.name, $0.value) }) { first, _ in first }
        team = try values["team"].map { value throws(LedgerError) in try Self.name(value, "team") }
        callsite = try values["callsite"].map { value throws(LedgerError) in try Self.name(value, "callsite") }
        model = try values["model"].map { value throws(LedgerError) in try Self.name(value, "model") }
        environment = try values["env"].map { value throws(LedgerError) in try Self.name(value, "env") }
        if let by = values["by"] { grouping = try Self.choice(by, "by") }
        if let sort = values["sort"] { self.sort = try Self.choice(sort, "sort") }
        if let text = values["page"] {
            guard let page = Int(text), (1...Self.maximumPage).contains(page) else {
                throw LedgerError(.invalidInput, "page must be 1 to \(Self.maximumPage)")
            }
            self.page = page
        }
        // Dates say what is meant, with or without a word that says so; in the form, once they are others than it showed.
        let dates = values["from"].flatMap { from in values["to"].map { "\(from)..\($0)" } }
        let areMeant = dates != nil && (values["period"] == nil || (values["dates"] ?? dates) != dates)
        if let name = areMeant ? "custom" : values["period"] {
            period = try Self.period(name, from: values["from"], to: values["to"])
        }
    }

    /// The calls that are shown.
    func filter(_ range: Range<Timestamp>) -> CallFilter {
        CallFilter(
            since: range.lowerBound, until: range.upperBound, team: team, callsite: callsite, model: model,
            tags: environment.map { ["env": $0] } ?? [:])
    }

    private static func name(_ value: String, _ field: String) throws(LedgerError) -> String {
        guard value.utf8.count <= 512 else { throw LedgerError(.invalidInput, "\(field) is too long") }
        return value
    }

    private static func choice<Choice: RawRepresentable & CaseIterable>(
        _ value: String, _ field: String
    ) throws(LedgerError) -> Choice where Choice.RawValue == String {
        guard let choice = Choice(rawValue: value) else {
            let names = Choice.allCases.map(\.rawValue).joined(separator: ", ")
            throw LedgerError(.invalidInput, "\(field) must be one of \(names)")
        }
        return choice
    }

    private static func period(_ name: String, from: String?, to: String?) throws(LedgerError) -> DashboardPeriod {
        if name == "custom" {
            guard let from, let to, let first = Timestamp(iso8601: from), let last = Timestamp(iso8601: to),
                first <= last, last.milliseconds - first.milliseconds <= 3660 * 86_400_000
            else {
                throw LedgerError(
                    .invalidInput, "from and to must be dates such as 2026-11-23, the first not after the last")
            }
            return .custom(from: first, through: last)
        }
        guard let period = DashboardPeriod.named.first(where: { $0.name == name }) else {
            let names = DashboardPeriod.named.map(\.name).joined(separator: ", ")
            throw LedgerError(.invalidInput, "period must be one of \(names), custom")
        }
        return period
    }
}
