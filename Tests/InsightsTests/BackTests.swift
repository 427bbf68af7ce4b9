import Insights
import Pricing
import Testing

@Suite("Forecasts are held against what came")
struct BackTests {
    /// What became of the forecasts of a season.
    struct Outcome {
        /// The mean distance of the forecast from the month's end, in thousandths of the latter.
        var error = 0
        /// How many of a hundred months ended within the band.
        var covered = 0
    }

    /// Forecasts made on one day of the month at noon, over forty seeded seasons.
    private func outcome(of season: Season, day: Int64) throws -> Outcome {
        var errors: Int128 = 0
        var covered = 0
        let count = 40
        for seed in 1...UInt64(count) {
            let history = season.history(seed: seed)
            let now = Season.month.lowerBound.advanced(byMilliseconds: (day - 1) * 86_400_000 + 43_200_000)
            let known = HourlySpend(
                start: history.start,
                costs: Array(history.costs.prefix(Int((now.milliseconds - history.start.milliseconds) / 3_600_000))))
            let spent = known.total(from: Season.month.lowerBound, to: now)
            let actual = history.total(from: Season.month.lowerBound, to: Season.month.upperBound)
            let forecast = try #require(
                SpendForecast(history: known, spent: spent, at: now, until: Season.month.upperBound))
            #expect(forecast.low <= forecast.expected && forecast.expected <= forecast.high)
            #expect(forecast.low >= spent)
            let miss = (forecast.expected - actual).picodollars
            errors += (miss < 0 ? -miss : miss) * 1000 / actual.picodollars
            if (forecast.low...forecast.high).contains(actual) { covered += 1 }
        }
        return Outcome(error: Int(errors) / count, covered: covered * 100 / count)
    }

    @Test(
        "A forecast is as near as docs/forecast.md says, and its band holds as often",
        arguments: [
            (Season.steady, 10, 3, 90), (.steady, 20, 2, 80), (.office, 10, 5, 87), (.office, 20, 2, 90),
            (.growth, 10, 220, 0), (.growth, 20, 82, 42), (.spikes, 10, 79, 42), (.spikes, 20, 49, 45),
            (.sparse, 10, 239, 82), (.sparse, 20, 151, 80),
        ] as [(Season, Int64, Int, Int)])
    func backTest(season: Season, day: Int64, error: Int, covered: Int) throws {
        let outcome = try outcome(of: season, day: day)
        #expect(outcome.error <= error, "off by \(outcome.error) thousandths")
        #expect(outcome.covered >= covered, "\(outcome.covered) of a hundred within the band")
    }
}
