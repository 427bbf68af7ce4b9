import Testing

@testable import Retry

@Suite("Retry-After")
struct RetryAfterTests {
    private func parse(_ headers: [String: String]) -> Duration? {
        RetryAfter.duration { headers[$0] }
    }

    @Test("Each header has its unit")
    func units() {
        #expect(parse(["x-amz-retry-after": "1500"]) == .milliseconds(1_500))
        #expect(parse(["retry-after-ms": "250"]) == .milliseconds(250))
        #expect(parse(["retry-after": "120"]) == .seconds(120))
        #expect(parse(["retry-after": "0.75"]) == .milliseconds(750))
        #expect(parse(["retry-after": " 2 "]) == .seconds(2))
        #expect(parse([:]) == nil)
    }

    @Test("The most exact header goes first, and a malformed one is passed over")
    func order() {
        let headers = ["x-amz-retry-after": "1", "retry-after-ms": "2", "retry-after": "3"]
        #expect(parse(headers) == .milliseconds(1))
        #expect(parse(headers.filter { $0.key != "x-amz-retry-after" }) == .milliseconds(2))
        #expect(parse(headers.merging(["x-amz-retry-after": "soon"]) { $1 }) == .milliseconds(2))
    }

    @Test(
        "Malformed values are ignored",
        arguments: ["", "-1", "+1", "1e9", "nan", "inf", "0x10", "1,5", "1 2", ".", "1.2.3", "١"])
    func malformed(text: String) {
        #expect(parse(["retry-after": text]) == nil)
        #expect(parse(["retry-after-ms": text]) == nil)
    }

    @Test("A year, or any number of digits, is cut to a day")
    func clamps() {
        #expect(parse(["retry-after": "31536000"]) == .seconds(86_400))
        #expect(parse(["retry-after": String(repeating: "9", count: 60)]) == .seconds(86_400))
        #expect(parse(["retry-after-ms": String(repeating: "9", count: 60)]) == .seconds(86_400))
        #expect(parse(["retry-after": String(repeating: "9", count: 65)]) == nil)
    }

    @Test("A date is compared with the response's own")
    func dates() {
        let date = "Sat, 28 Feb 2026 23:59:50 GMT"
        #expect(parse(["retry-after": "Sun, 01 Mar 2026 00:00:05 GMT", "date": date]) == .seconds(15))
        #expect(parse(["retry-after": "Sat, 28 Feb 2026 23:00:00 GMT", "date": date]) == .zero)
        #expect(parse(["retry-after": "Fri, 31 Dec 9999 23:59:59 GMT", "date": date]) == .seconds(86_400))
        #expect(parse(["retry-after": "Sun, 01 Mar 2026 00:00:05 GMT"]) == nil)
    }

    @Test(
        "Dates are counted from 1970",
        arguments: [
            ("Thu, 01 Jan 1970 00:00:00 GMT", 0), ("Sun, 06 Nov 1994 08:49:37 GMT", 784_111_777),
            ("Tue, 29 Feb 2000 12:00:00 GMT", 951_825_600), ("Mon, 01 Mar 2100 00:00:00 GMT", 4_107_542_400),
            ("Mon, 23 Nov 2026 22:48:16 GMT", 1_795_474_096),
        ] as [(String, Int64)])
    func epoch(text: String, seconds: Int64) {
        #expect(HTTPDate.secondsSinceEpoch(text) == seconds)
    }

    @Test(
        "What is no date is none",
        arguments: [
            "", "Sun, 06 Nov 1994 08:49:37", "Sun, 06 Now 1994 08:49:37 GMT", "Sun, 32 Nov 1994 08:49:37 GMT",
            "Sun, 06 Nov 99999 08:49:37 GMT", "Sun, 06 Nov 1994 24:00:00 GMT", "Sun, 06 Nov 1994 08:49 GMT",
            "Sunday, 06-Nov-94 08:49:37 GMT", "Sun, 06 Nov 1994 08:-9:37 GMT",
        ])
    func badDates(text: String) {
        #expect(HTTPDate.secondsSinceEpoch(text) == nil)
    }
}
