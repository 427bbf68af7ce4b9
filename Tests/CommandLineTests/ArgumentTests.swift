import Ledger
import Pricing
import Testing

@testable import bedrock_ledger

@Suite("Arguments are read as they are documented")
struct ArgumentTests {
    @Test(
        "A length of time has a unit",
        arguments: [
            ("90s", 90_000), ("15m", 900_000), ("24h", 86_400_000), ("30d", 2_592_000_000), ("2w", 1_209_600_000),
        ] as [(String, Int64)])
    func timeSpan(text: String, milliseconds: Int64) {
        #expect(TimeSpan(argument: text)?.milliseconds == milliseconds)
    }

    @Test(
        "What is no length of time is refused",
        arguments: [
            "", "m", "15", "0m", "-5m", "+5m", "1.5h", "15 m", "99999999999999999999h", "9000000000000000w", "٣m",
        ])
    func notTimeSpan(text: String) {
        #expect(TimeSpan(argument: text) == nil)
    }

    @Test(
        "A moment is absolute, or relative to now",
        arguments: [
            ("2026-11-01", "2026-11-01T00:00:00Z"),
            ("2026-11-01T10:15:30+02:00", "2026-11-01T08:15:30Z"),
            ("now", "2026-11-22T10:15:30Z"),
            ("90m", "2026-11-22T08:45:30Z"),
            ("24h", "2026-11-21T10:15:30Z"),
            ("7d", "2026-11-15T10:15:30Z"),
            ("today", "2026-11-22T00:00:00Z"),
            ("day", "2026-11-22T00:00:00Z"),
            ("yesterday", "2026-11-21T00:00:00Z"),
            ("week", "2026-11-16T00:00:00Z"),
            ("last-week", "2026-11-09T00:00:00Z"),
            ("month", "2026-11-01T00:00:00Z"),
            ("last-month", "2026-10-01T00:00:00Z"),
            ("year", "2026-01-01T00:00:00Z"),
            ("last-year", "2025-01-01T00:00:00Z"),
        ])
    func moment(text: String, expected: String) throws {
        let now = try #require(Timestamp(iso8601: "2026-11-22T10:15:30Z"))
        #expect(Moment(argument: text)?.timestamp(now: now).iso8601 == expected)
    }

    @Test(
        "What is no moment is refused", arguments: ["", "soon", "2026-13-01", "2026-02-29", "last-", "last-now", "7"])
    func notMoment(text: String) {
        #expect(Moment(argument: text) == nil)
    }

    @Test(
        "An amount is an exact decimal of US dollars",
        arguments: [
            ("250", "250"), ("$12.50", "12.5"), ("0.000000000001", "0.000000000001"), ("-1", "-1"),
            ("1e-6", "0.000001"),
        ])
    func money(text: String, usd: String) {
        #expect(Money(argument: text)?.usd == usd)
    }

    @Test("What is no amount is refused", arguments: ["", "$", "1,50", "0.0000000000001", "NaN", "ten", "1e99"])
    func notMoney(text: String) {
        #expect(Money(argument: text) == nil)
    }

    @Test("Keys are a list with commas, each once")
    func keys() {
        #expect(SpendKeyList(argument: "team,day,tag:env")?.keys == [.team, .day, .tag("env")])
        for text in ["", "team,", "team,team", "cost", "tag:", "Team"] {
            #expect(SpendKeyList(argument: text) == nil, "\(text)")
        }
    }

    @Test("A tag is a name and a value; the value may hold equals signs")
    func tags() throws {
        #expect(Tag(argument: "env=prod").map { [$0.name, $0.value] } == ["env", "prod"])
        #expect(Tag(argument: "query=a=b").map { [$0.name, $0.value] } == ["query", "a=b"])
        #expect(Tag(argument: "empty=").map { [$0.name, $0.value] } == ["empty", ""])
        #expect(Tag(argument: "=prod") == nil)
        #expect(Tag(argument: "env") == nil)
    }

    @Test("A tag that is given twice is refused rather than overwritten")
    func repeatedTag() throws {
        let tags = try ["env=prod", "env=test"].map { try #require(Tag(argument: $0)) }
        #expect(throws: CommandFailure(.usage, "--tag env is given twice; give each name once")) { try tags.byName() }
    }

    @Test("Warning thresholds are sorted percentages from 1 to 1000")
    func thresholds() {
        #expect(WarningThresholds(argument: "80,50,100,80")?.percentages == [50, 80, 100])
        #expect(WarningThresholds(argument: "none")?.percentages == [])
        for text in ["", "0", "1001", "50,", "fifty", "50%"] {
            #expect(WarningThresholds(argument: text) == nil, "\(text)")
        }
    }
}
