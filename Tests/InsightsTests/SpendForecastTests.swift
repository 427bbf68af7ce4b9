import Pricing
import Testing

@testable import Insights

@Suite("A forecast follows its rule")
struct SpendForecastTests {
    private static let start = moment("2026-11-02")

    /// Hours from a Monday on, each at a cost that its number decides.
    private func history(hours: Int, _ cost: (Int) -> Money) -> HourlySpend {
        HourlySpend(start: Self.start, costs: (0..<hours).map(cost))
    }

    private func after(hours: Int64) -> Timestamp { Self.start.advanced(byMilliseconds: hours * 3_600_000) }

    @Test("There is none with less than three days of history, or with nothing left to forecast")
    func tooEarly() {
        let short = history(hours: 71) { _ in usd("1") }
        #expect(SpendForecast(history: short, spent: usd("71"), at: after(hours: 71), until: after(hours: 100)) == nil)
        let long = history(hours: 72) { _ in usd("1") }
        #expect(SpendForecast(history: long, spent: usd("72"), at: after(hours: 72), until: after(hours: 100)) != nil)
        #expect(SpendForecast(history: long, spent: usd("72"), at: after(hours: 72), until: after(hours: 72)) == nil)
        let idle = history(hours: 500) { _ in .zero }
        #expect(SpendForecast(history: idle, spent: .zero, at: after(hours: 500), until: after(hours: 600)) == nil)
    }

    @Test("History counts from the first spend")
    func countsFromFirstSpend() {
        let late = history(hours: 400) { $0 < 350 ? .zero : usd("1") }
        #expect(SpendForecast(history: late, spent: usd("50"), at: after(hours: 400), until: after(hours: 500)) == nil)
    }

    @Test("Before fourteen days every hour that remains costs the mean of the last seven days")
    func trailingMean() throws {
        let known = history(hours: 240) { $0 < 72 ? usd("9") : usd("2") }
        let forecast = try #require(
            SpendForecast(history: known, spent: usd("5"), at: after(hours: 240), until: after(hours: 250)))
        #expect(forecast.basis == .trailingMean)
        #expect(forecast.expected == usd("25"))
    }

    @Test("From fourteen days on an hour costs the mean of the same hours of the two weeks before")
    func weekdayHours() throws {
        // A dollar times the number of the hour in the week; in the second week twice that.
        let known = history(hours: 336) {
            Money(picodollars: Int128($0 % 168 + 1) * Int128($0 / 168 + 1) * Money.picodollarsPerDollar)
        }
        let forecast = try #require(
            SpendForecast(history: known, spent: .zero, at: after(hours: 336), until: after(hours: 339)))
        #expect(forecast.basis == .weekdayHours)
        // The first three hours of the week at one and a half times 1, 2 and 3 dollars.
        #expect(forecast.expected == usd("9"))
    }

    @Test("An hour that is cut counts by its part, rounded to the nearest picodollar")
    func cutHours() throws {
        let known = history(hours: 100) { _ in usd("1") }
        let now = after(hours: 100).advanced(byMilliseconds: 1_200_000)
        let forecast = try #require(
            SpendForecast(
                history: known, spent: .zero, at: now, until: after(hours: 101).advanced(byMilliseconds: 900_000)))
        #expect(forecast.expected == usd("0.666666666667") + usd("0.25"))
    }

    @Test("History that never varies has no band; one that does has one on both sides of the forecast")
    func band() throws {
        let even = history(hours: 600) { _ in usd("1") }
        let sure = try #require(
            SpendForecast(history: even, spent: .zero, at: after(hours: 600), until: after(hours: 700)))
        #expect(sure.low == usd("100") && sure.high == usd("100"))
        let uneven = history(hours: 600) { $0 / 24 % 2 == 0 ? usd("1") : usd("3") }
        let unsure = try #require(
            SpendForecast(history: uneven, spent: .zero, at: after(hours: 600), until: after(hours: 696)))
        #expect(unsure.low < unsure.expected && unsure.expected < unsure.high)
    }

    @Test(
        "A limit is reached in the hour in which the spend gets there",
        arguments: [("149", 0), ("150", 0), ("151", 0), ("151.5", 1), ("199.5", 49), ("200", 49), ("200.5", nil)]
            as [(String, Int64?)])
    func limit(limit: String, hour: Int64?) throws {
        let known = history(hours: 600) { _ in usd("1") }
        let forecast = try #require(
            SpendForecast(
                history: known, spent: usd("150"), at: after(hours: 600), until: after(hours: 650), limit: usd(limit)))
        #expect(forecast.reachesLimitAt == hour.map { after(hours: 600 + $0) })
    }

    @Test("The way to the forecast ends at the forecast")
    func path() throws {
        let known = history(hours: 600) { Money(picodollars: Int128($0 % 24) * 1_000_000_000) }
        let forecast = try #require(
            SpendForecast(history: known, spent: usd("7"), at: after(hours: 600), until: after(hours: 648)))
        let path = forecast.path(history: known, at: [after(hours: 600), after(hours: 624), after(hours: 648)])
        #expect(path.first == usd("7"))
        #expect(path.last == forecast.expected)
        #expect(path == path.sorted())
    }

    @Test(
        "Amounts are divided in the direction that is named",
        arguments: [(10, "3", "4", "3"), (-10, "-4", "-3", "-3"), (11, "3", "4", "4"), (9, "3", "3", "3")])
    func rounding(amount: Int128, down: String, up: String, nearest: String) {
        let money = Money(picodollars: amount)
        func divided(_ rounding: Money.Rounding) -> String {
            "\(money.multiplied(by: 1, dividedBy: 3, rounded: rounding).picodollars)"
        }
        #expect(divided(.down) == down)
        #expect(divided(.up) == up)
        #expect(divided(.nearest) == nearest)
    }

    @Test("The largest amounts can be scaled without overflow")
    func extremes() {
        let trillion = Money(picodollars: Money.picodollarsPerDollar * 1_000_000_000_000)
        #expect(trillion.scaled(by: 366, rounded: .up) == Money(picodollars: trillion.picodollars * 366))
    }
}
