import Pricing
import Testing

@Suite("Timestamps")
struct TimestampTests {
    @Test(
        "ISO 8601 is read to the millisecond, in UTC",
        arguments: [
            ("1970-01-01", 0), ("1970-01-01T00:00:00Z", 0), ("1969-12-31T23:59:59.999Z", -1),
            ("2026-11-23T10:15:30.5Z", 1_795_428_930_500), ("2026-11-23T10:15:30.123456789Z", 1_795_428_930_123),
            ("2026-11-23T12:15:30+02:00", 1_795_428_930_000), ("2026-11-23T12:15:30+0200", 1_795_428_930_000),
            ("2026-11-23T05:15:30-05", 1_795_428_930_000), ("2026-11-23 10:15:30", 1_795_428_930_000),
            ("2026-11-23t10:15z", 1_795_428_900_000), ("2024-02-29", 1_709_164_800_000),
            ("2000-02-29", 951_782_400_000), ("0001-01-01", -62_135_596_800_000),
            ("9999-12-31T23:59:59.999Z", 253_402_300_799_999),
        ])
    func reading(text: String, milliseconds: Int64) {
        #expect(Timestamp(iso8601: text)?.milliseconds == milliseconds)
    }

    @Test(
        "What names no moment is refused",
        arguments: [
            "", "2026", "2026-11", "2026-13-01", "2026-00-10", "2026-11-31", "2023-02-29", "1900-02-29", "0000-01-01",
            "2026-11-23T", "2026-11-23T24:00:00Z", "2026-11-23T10:60Z", "2026-11-23T10:15:61Z", "2026-11-23T10:15:30.Z",
            "2026-11-23T10:15:30+15:00", "2026-11-23T10:15:30+02:60", "2026-11-23T10:15:30Z ", "26-11-23",
            "2026-11-23T10:15:30ZZ", "-026-11-23", "2026/11/23", "٢026-11-23",
        ])
    func refusal(text: String) {
        #expect(Timestamp(iso8601: text) == nil)
    }

    @Test("Any moment of the years 1 to 9999 survives writing and reading")
    func roundTrip() {
        var random = SplitMix64(seed: 4)
        let span = Timestamp.earliest.milliseconds...Timestamp.latest.milliseconds
        for _ in 0..<2_000 {
            let moment = Timestamp(milliseconds: Int64.random(in: span, using: &random))
            #expect(Timestamp(iso8601: moment.iso8601) == moment)
            #expect(moment.startOfDay <= moment.startOfHour && moment.startOfHour <= moment)
            #expect(moment.milliseconds - moment.startOfDay.milliseconds < 86_400_000)
        }
    }

    @Test("Every day has its successor, leap years included")
    func days() {
        var moment = Timestamp(milliseconds: -2_208_988_800_000)
        var previous = ""
        for _ in 0..<20_000 {
            let text = String(moment.iso8601.prefix(10))
            #expect(text > previous)
            #expect(Timestamp(iso8601: text) == moment)
            previous = text
            moment = moment.advanced(byMilliseconds: 86_400_000)
        }
    }

    @Test("Moving beyond the calendar stops at its ends")
    func ends() {
        #expect(Timestamp.latest.advanced(byMilliseconds: .max) == .latest)
        #expect(Timestamp.earliest.advanced(byMilliseconds: .min) == .earliest)
        #expect(Timestamp(milliseconds: 0).advanced(byMilliseconds: -1).iso8601 == "1969-12-31T23:59:59.999Z")
    }
}
