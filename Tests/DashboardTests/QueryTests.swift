import Ledger
import Pricing
import Testing

@testable import Dashboard

@Suite("Every view is an address")
struct QueryTests {
    @Test(
        "A query comes back from its own link",
        arguments: [
            "", "period=7d", "period=custom&from=2026-11-01&to=2026-11-03",
            "team=a+b%26c&callsite=x%2Fy&model=m&env=prod",
            "by=team&sort=calls&page=3", "period=last-month&by=callsite",
        ])
    func roundTrip(text: String) throws {
        let query = try DashboardQuery(text)
        #expect(query.link() == (text.isEmpty ? "/dashboard" : "/dashboard?\(text)"))
        #expect(try DashboardQuery(query.link(to: .spend).drop { $0 != "?" }.dropFirst()) == query)
    }

    @Test(
        "What cannot be is refused, with what can",
        arguments: [
            ("period=ever", "today, 7d"), ("by=colour", "model, team, callsite"), ("sort=x", "cost, change"),
            ("page=0", "1 to"), ("page=-1", "1 to"), ("page=99999999999999999999", "1 to"),
            ("period=custom&from=2026-11-05&to=2026-11-01", "dates"), ("period=custom", "dates"),
            ("team=%zz", "malformed"),
            ("team=%ff", "malformed"), ("period=custom&from=0001-01-01&to=9999-12-31", "dates"),
        ])
    func refused(text: String, message: String) {
        do throws(LedgerError) {
            _ = try DashboardQuery(text)
            Issue.record("\(text) was taken")
        } catch {
            #expect(error.code == .invalidInput)
            #expect(error.message.contains(message), "\(error.message)")
        }
    }

    @Test("Two dates are a period of their own without a word that says so")
    func datesAlone() throws {
        let dates = "from=2026-11-01&to=2026-11-03"
        #expect(try DashboardQuery(dates) == DashboardQuery("period=custom&\(dates)"))
    }

    @Test("In the form, dates that somebody has changed count, and those that it showed do not")
    func changedDates() throws {
        let shown = "dates=2026-11-01..2026-11-23&period=7d"
        #expect(try DashboardQuery("\(shown)&from=2026-11-01&to=2026-11-23").period == .week)
        let changed = try DashboardQuery("\(shown)&from=2026-11-05&to=2026-11-23")
        #expect(try changed == DashboardQuery("from=2026-11-05&to=2026-11-23"))
    }

    @Test("Empty fields of a form count as not given, and unknown ones are not looked at")
    func emptyFields() throws {
        #expect(try DashboardQuery("team=&callsite=&model=&env=&from=2026-11-01&x=1") == DashboardQuery())
    }

    @Test(
        "Periods reach from midnight to now, and compare with as many bars before",
        arguments: [
            ("period=today", "2026-11-20T00:00:00Z", "hour", 13), ("period=7d", "2026-11-14T00:00:00Z", "day", 7),
            ("period=month", "2026-11-01T00:00:00Z", "day", 20),
            ("period=last-month", "2026-10-01T00:00:00Z", "day", 31),
            ("period=year", "2026-01-01T00:00:00Z", "month", 11),
            ("period=custom&from=2025-11-01&to=2026-10-31", "2025-11-01T00:00:00Z", "month", 12),
        ])
    func periods(text: String, start: String, bucket: String, bars: Int) throws {
        let range = try DashboardQuery(text).period.range(at: Board.now)
        #expect(range.lowerBound.iso8601 == start)
        let key = DashboardFigures.bucket(of: range)
        #expect(key.name == bucket)
        #expect(DashboardFigures.starts(of: range, bucket: key).count == bars)
    }
}
