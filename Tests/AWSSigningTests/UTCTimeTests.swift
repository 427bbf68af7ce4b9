import Testing

@testable import AWSSigning

@Suite("Times")
struct UTCTimeTests {
    @Test(
        "A moment is written and read",
        arguments: [
            (0, "19700101T000000Z"), (951_782_399, "20000228T235959Z"), (951_782_400, "20000229T000000Z"),
            (951_868_800, "20000301T000000Z"), (1_709_251_199, "20240229T235959Z"), (4_107_542_400, "21000301T000000Z"),
            (1_795_633_200, "20261125T190000Z"), (1_798_761_599, "20261231T235959Z"),
            (253_402_300_799, "99991231T235959Z"),
        ] as [(Int64, String)])
    func known(seconds: Int64, text: String) {
        let time = UTCTime(clamping: seconds)
        #expect(time.basic == text)
        #expect(UTCTime(basic: text) == time)
        #expect(time.day == text.prefix(8))
    }

    @Test("Every day of four hundred years comes back, one after the other")
    func days() {
        let dates = (Int64(0)..<146_097).map { CivilDate(daysSinceEpoch: $0) }
        #expect(dates.map(\.daysSinceEpoch) == Array(0..<146_097))
        let numbers = dates.map { ($0.year * 100 + $0.month) * 100 + $0.day }
        #expect(zip(numbers, numbers.dropFirst()).allSatisfy { $0 < $1 })
        #expect(numbers.last == 2369_12_31)
    }

    @Test(
        "What is no moment in the basic form is none",
        arguments: [
            "", "20261123T190000", "20261123t190000z", "20261123 190000Z", "20261323T190000Z", "20260023T190000Z",
            "20261100T190000Z", "20261131T190000Z", "20260229T000000Z", "21000229T000000Z", "20261123T240000Z",
            "20261123T196000Z", "20261123T190060Z", "+0261123T190000Z", "19691231T235959Z", "2026-11-23T19:00Z",
            "20261123T190000ZZ", "２０261123T1900Z",
        ])
    func invalid(text: String) {
        #expect(UTCTime(basic: text) == nil)
    }

    @Test("Moments outside of the years that can be written are held at their ends")
    func clamping() {
        #expect(UTCTime(clamping: -1).seconds == 0)
        #expect(UTCTime(clamping: .max).basic == "99991231T235959Z")
    }
}
