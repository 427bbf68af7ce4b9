public import Ledger
public import Pricing

/// The dashboard's pages: an answer for each request, whatever server it comes through.
///
/// It only reads. Whether somebody may see it is decided before: see ``DashboardAccess``.
public struct DashboardSite: Sendable {
    private let store: any LedgerStore
    private let ratesVersion: @Sendable () -> String?
    private let clock: @Sendable () -> Timestamp

    /// A dashboard of a ledger.
    ///
    /// - Parameters:
    ///   - store: The ledger.
    ///   - ratesVersion: Gives the version of the price table that calls are priced by, for the foot of the page.
    ///   - clock: Tells the time.
    public init(
        store: any LedgerStore, ratesVersion: @escaping @Sendable () -> String?,
        clock: @escaping @Sendable () -> Timestamp
    ) {
        self.store = store
        self.ratesVersion = ratesVersion
        self.clock = clock
    }

    /// Whether the target of a request belongs to the dashboard.
    public static func serves(_ target: some StringProtocol) -> Bool {
        let path = target.prefix { $0 != "?" }
        return path == "/dashboard" || path.hasPrefix("/dashboard/")
    }

    /// The answer to a request that needs no rights: the style sheet and the icon; `nil` for any other.
    public static func asset(_ target: some StringProtocol) -> DashboardReply? {
        switch target.prefix(while: { $0 != "?" }) {
        case "/dashboard/style.css":
            DashboardReply(type: "text/css; charset=utf-8", body: Array(Stylesheet.css.utf8))
        case "/dashboard/icon.svg":
            DashboardReply(type: "image/svg+xml", body: Array(icon.utf8))
        default: nil
        }
    }

    /// The answer to a request.
    ///
    /// - Parameters:
    ///   - method: Its method; only GET and HEAD are answered.
    ///   - target: Its target, as it came.
    ///   - access: What may be seen.
    ///   - hasSession: Whether somebody is logged in, and may log out.
    /// - Returns: A page, a table as CSV, or a page that says why there is none.
    public func reply(
        method: String, target: String, access: DashboardAccess, hasSession: Bool = false
    ) async -> DashboardReply {
        guard method == "GET" || method == "HEAD" else { return .problem(405, "The dashboard is only read.") }
        if let asset = Self.asset(target) { return asset }
        let parts = target.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
        let table = DashboardTable.allCases.first { "/dashboard/\($0.rawValue).csv" == parts[0] }
        guard parts[0] == "/dashboard" || table != nil else { return .problem(404, "There is no such page.") }
        do throws(LedgerError) {
            let query = try DashboardQuery(parts.count > 1 ? parts[1] : "")
            let figures = try await DashboardFigures.load(
                from: store, query: query, access: access, at: clock(), ratesVersion: ratesVersion())
            guard let table else { return .page(DashboardPage(figures, hasSession: hasSession).html) }
            return DashboardReply(
                type: "text/csv; charset=utf-8; header=present",
                body: try await DashboardCSV.bytes(of: table, figures, from: store),
                headers: ["Content-Disposition": "attachment; filename=\"\(Self.fileName(of: table, figures))\""])
        } catch {
            return .problem(error.code == .invalidInput ? 400 : 503, Self.message(of: error))
        }
    }

    /// Who may see the page need not know where the ledger is kept; what is wrong with the request is their own affair.
    private static func message(of error: LedgerError) -> String {
        error.code == .invalidInput
            ? "\(error.message)." : "The ledger cannot be read now (\(error.code.rawValue)); try again later."
    }

    private static func fileName(of table: DashboardTable, _ figures: DashboardFigures) -> String {
        let last = figures.range.upperBound.advanced(byMilliseconds: -1)
        let dates = "\(figures.range.lowerBound.iso8601.prefix(10))_\(last.iso8601.prefix(10))"
        return "ledger_\(dates)_\(table.rawValue).csv"
    }

    private static let icon = """
        <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="7" fill="#0072b2"/>\
        <path d="M8 24v-7h4v7zm6 0V8h4v16zm6 0V13h4v11z" fill="#fff"/></svg>
        """
}
