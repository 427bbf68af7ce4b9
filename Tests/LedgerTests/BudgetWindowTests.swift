import Foundation
import Ledger
import LedgerSimulation
import Pricing
import Testing

@Suite("The window of a budget")
struct BudgetWindowTests {
    struct Example: Sendable, CustomTestStringConvertible {
        var period: BudgetPeriod
        var zone: String
        var moment: String
        var start: String
        var end: String?

        init(_ period: BudgetPeriod, _ zone: String, _ moment: String, _ start: String, _ end: String?) {
            self.period = period
            self.zone = zone
            self.moment = moment
            self.start = start
            self.end = end
        }

        var testDescription: String { "\(period.name) in \(zone) at \(moment)" }
    }

    @Test(
        "A window starts and ends at local midnight, or where the clocks jump over it",
        arguments: [
            Example(.day, "UTC", "2026-11-23T10:15:30.5Z", "2026-11-23T00:00:00Z", "2026-11-24T00:00:00Z"),
            Example(.day, "UTC", "2026-11-23T00:00:00Z", "2026-11-23T00:00:00Z", "2026-11-24T00:00:00Z"),
            Example(.day, "UTC", "2026-11-23T23:59:59.999Z", "2026-11-23T00:00:00Z", "2026-11-24T00:00:00Z"),
            // 23 hours, 25 hours.
            Example(.day, "Europe/Berlin", "2026-03-29T12:00:00Z", "2026-03-28T23:00:00Z", "2026-03-29T22:00:00Z"),
            Example(.day, "Europe/Berlin", "2026-10-25T12:00:00Z", "2026-10-24T22:00:00Z", "2026-10-25T23:00:00Z"),
            Example(.day, "America/New_York", "2026-03-08T12:00:00Z", "2026-03-08T05:00:00Z", "2026-03-09T04:00:00Z"),
            // Midnight is skipped.
            Example(.day, "America/Sao_Paulo", "2018-11-04T12:00:00Z", "2018-11-04T03:00:00Z", "2018-11-05T02:00:00Z"),
            Example(.day, "America/Sao_Paulo", "2018-11-04T02:59:59Z", "2018-11-03T03:00:00Z", "2018-11-04T03:00:00Z"),
            Example(.day, "Asia/Beirut", "2021-03-28T12:00:00Z", "2021-03-27T22:00:00Z", "2021-03-28T21:00:00Z"),
            Example(.day, "Africa/Cairo", "2024-04-26T12:00:00Z", "2024-04-25T22:00:00Z", "2024-04-26T21:00:00Z"),
            // Midnight comes twice: within a day, and at the end of one.
            Example(.day, "America/Havana", "2023-11-05T12:00:00Z", "2023-11-05T04:00:00Z", "2023-11-06T05:00:00Z"),
            Example(.day, "Africa/Cairo", "2023-10-26T12:00:00Z", "2023-10-25T21:00:00Z", "2023-10-26T22:00:00Z"),
            Example(.day, "America/St_Johns", "2008-11-02T02:45:00Z", "2008-11-02T02:30:00Z", "2008-11-03T03:30:00Z"),
            // A day that a zone left out: 30 December 2011 does not exist in Samoa.
            Example(.day, "Pacific/Apia", "2011-12-30T09:59:00Z", "2011-12-29T10:00:00Z", "2011-12-30T10:00:00Z"),
            Example(.day, "Pacific/Apia", "2011-12-30T10:00:00Z", "2011-12-30T10:00:00Z", "2011-12-31T10:00:00Z"),
            // Half and quarter hours.
            Example(.day, "Asia/Kolkata", "2026-11-23T18:29:59Z", "2026-11-22T18:30:00Z", "2026-11-23T18:30:00Z"),
            Example(.day, "Asia/Kathmandu", "2026-11-23T18:15:00Z", "2026-11-23T18:15:00Z", "2026-11-24T18:15:00Z"),
            Example(
                .day, "Australia/Lord_Howe", "2026-04-05T00:00:00Z", "2026-04-04T13:00:00Z", "2026-04-05T13:30:00Z"),
            Example(.day, "Pacific/Kiritimati", "2026-11-23T10:00:00Z", "2026-11-23T10:00:00Z", "2026-11-24T10:00:00Z"),
            // Longer periods.
            Example(.week, "UTC", "2026-11-23T00:00:00Z", "2026-11-23T00:00:00Z", "2026-11-30T00:00:00Z"),
            Example(.week, "UTC", "2026-11-29T23:59:59Z", "2026-11-23T00:00:00Z", "2026-11-30T00:00:00Z"),
            Example(.week, "Europe/Berlin", "2026-03-25T12:00:00Z", "2026-03-22T23:00:00Z", "2026-03-29T22:00:00Z"),
            Example(.week, "UTC", "1969-12-31T12:00:00Z", "1969-12-29T00:00:00Z", "1970-01-05T00:00:00Z"),
            Example(.month, "UTC", "2024-02-29T12:00:00Z", "2024-02-01T00:00:00Z", "2024-03-01T00:00:00Z"),
            Example(.month, "Asia/Tokyo", "2026-11-30T15:00:00Z", "2026-11-30T15:00:00Z", "2026-12-31T15:00:00Z"),
            Example(.month, "America/New_York", "2026-11-15T00:00:00Z", "2026-11-01T04:00:00Z", "2026-12-01T05:00:00Z"),
            Example(.quarter, "UTC", "2026-11-23T00:00:00Z", "2026-10-01T00:00:00Z", "2027-01-01T00:00:00Z"),
            Example(.quarter, "UTC", "2026-06-30T23:00:00Z", "2026-04-01T00:00:00Z", "2026-07-01T00:00:00Z"),
            Example(.year, "Asia/Kolkata", "2026-12-31T18:30:00Z", "2026-12-31T18:30:00Z", "2027-12-31T18:30:00Z"),
            Example(.total, "Asia/Tokyo", "2026-11-23T00:00:00Z", "0001-01-01T00:00:00Z", nil),
            // The last so many hours, by whole hours of UTC.
            Example(
                .rolling(hours: 24), "Asia/Kolkata", "2026-11-23T10:15:30Z", "2026-11-22T10:00:00Z",
                "2026-11-23T11:00:00Z"),
            Example(.rolling(hours: 1), "UTC", "2026-11-23T10:00:00Z", "2026-11-23T09:00:00Z", "2026-11-23T11:00:00Z"),
        ])
    func window(example: Example) throws {
        let moment = try #require(Timestamp(iso8601: example.moment))
        let window = try example.period.window(containing: moment, in: TimeZoneIdentifier(example.zone))
        #expect(window.start.iso8601 == example.start)
        #expect(window.end?.iso8601 == example.end)
        #expect(window.isCurrent(at: moment))
        #expect(window.contains(moment))
    }

    @Test(
        "The windows of a calendar period follow each other without gap or overlap over fifty years",
        arguments: [
            "UTC", "Europe/Berlin", "America/Sao_Paulo", "Asia/Beirut", "Africa/Cairo", "America/Havana",
            "America/St_Johns", "Pacific/Apia", "Australia/Lord_Howe", "Asia/Kathmandu", "Africa/Casablanca",
            "America/Asuncion", "Asia/Gaza", "Antarctica/Troll", "Pacific/Kwajalein",
        ], [BudgetPeriod.day, .week, .month, .quarter, .year])
    func partition(zoneName: String, period: BudgetPeriod) throws {
        let zone = try TimeZoneIdentifier(zoneName)
        var moment = try #require(Timestamp(iso8601: "1985-01-01"))
        let last = try #require(Timestamp(iso8601: "2035-01-01"))
        while moment < last {
            let window = try period.window(containing: moment, in: zone)
            let end = try #require(window.end)
            #expect(window.start <= moment && moment < end)
            let lastMoment = end.advanced(byMilliseconds: -1)
            #expect(try period.window(containing: lastMoment, in: zone) == window)
            #expect(try period.window(containing: window.start, in: zone) == window)
            let next = try period.window(containing: end, in: zone)
            #expect(next.start == end)
            moment = end
        }
    }

    @Test(
        "Days agree with the calendar of the system", arguments: ["Europe/Berlin", "America/New_York", "Asia/Tehran"])
    func systemCalendar(zoneName: String) throws {
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = try #require(TimeZone(identifier: zoneName))
        let zone = try TimeZoneIdentifier(zoneName)
        var generator = SplitMix64(seed: 0xB0D6E7)
        for _ in 0..<500 {
            let moment = Timestamp(milliseconds: Int64.random(in: 0...2_500_000_000_000, using: &generator))
            let date = Date(timeIntervalSince1970: Double(moment.milliseconds) / 1000)
            for (period, component) in [(BudgetPeriod.day, Calendar.Component.day), (.month, .month), (.year, .year)] {
                let expected = try #require(calendar.dateInterval(of: component, for: date))
                let window = try period.window(containing: moment, in: zone)
                #expect(window.start.milliseconds == Int64(expected.start.timeIntervalSince1970 * 1000))
                #expect(window.end?.milliseconds == Int64(expected.end.timeIntervalSince1970 * 1000))
            }
        }
    }

    @Test("Every stretch of N hours lies in the rolling window of its last moment")
    func rollingCovers() throws {
        let utc = try TimeZoneIdentifier("UTC")
        var generator = SplitMix64(seed: 7)
        for _ in 0..<1000 {
            let hours = Int.random(in: 1...BudgetPeriod.maximumRollingHours, using: &generator)
            let moment = Timestamp(milliseconds: Int64.random(in: 0...2_000_000_000_000, using: &generator))
            let window = try BudgetPeriod.rolling(hours: hours).window(containing: moment, in: utc)
            #expect(window.contains(moment.advanced(byMilliseconds: -Int64(hours) * 3_600_000)))
            #expect(window.isCurrent(at: moment))
            #expect(!window.isCurrent(at: moment.advanced(byMilliseconds: -3_600_000)))
        }
    }

    @Test("The first and the last moment have windows, those beyond have none")
    func edges() throws {
        let zone = try TimeZoneIdentifier("Asia/Tokyo")
        for period in [BudgetPeriod.day, .week, .month, .quarter, .year, .total, .rolling(hours: 24)] {
            #expect(try period.window(containing: .earliest, in: zone).start == .earliest)
            #expect(try period.window(containing: .latest, in: zone).contains(.latest))
            #expect(throws: LedgerError.self) {
                try period.window(containing: Timestamp(milliseconds: Int64.max), in: zone)
            }
        }
    }

    @Test(
        "Names that are no time zones are refused", arguments: ["", "Mars/Olympus", "../etc/passwd", "Europe/Berlin "])
    func unknownZones(name: String) {
        #expect(throws: LedgerError.self) { try TimeZoneIdentifier(name) }
    }
}
