import Ledger
import LedgerSimulation
import Pricing
import Testing

@Suite("Validation")
struct ValidationTests {
    @Test(
        "Names of any script are taken",
        arguments: [
            "search", "équipe", "検索", "Команда №1", "team/a:b@c", "a", "naïve café", "👩‍👩‍👧", "9", "_x", "(misc)",
            String(repeating: "x", count: 256),
        ])
    func goodNames(name: String) throws {
        #expect(try TextRule.name.validated(name, as: "team") == name)
        #expect(TextRule.name.sanitized(name).text == name)
        #expect(TextRule.name.sanitized(name).fault == nil)
    }

    @Test(
        "Names that harm a terminal, a spreadsheet or a report are refused",
        arguments: [
            "", " a", "a ", "=1+1", "+a", "-a", "@a", "＝a", "a\nb", "a\u{1B}[31mb", "a\u{7F}", "a\0b", "a\u{9B}b",
            "a\u{202E}b", "a\u{2028}b", String(repeating: "x", count: 257), String(repeating: "検", count: 86),
        ])
    func badNames(name: String) throws {
        let error = try #require(throws: LedgerError.self) { try TextRule.name.validated(name, as: "team") }
        #expect(error.code == .invalidInput)
        #expect(error.message.hasPrefix("team \""))
        #expect(!error.message.unicodeScalars.contains { $0.value < 0x20 || (0x7F...0x9F).contains($0.value) })
        #expect(error.message.utf8.count < 600)
    }

    @Test(
        "A name from a log is kept as far as it can be",
        arguments: [
            ("a\nb", "a_b"), ("=cmd", "_=cmd"), ("  a ", "a"), ("équipe\u{1B}", "équipe_"), ("\u{202E}abc", "_abc"),
            (String(repeating: "検", count: 90), String(repeating: "検", count: 85)),
        ])
    func sanitizedNames(name: String, expected: String) {
        let (text, fault) = TextRule.name.sanitized(name)
        #expect(text == expected)
        #expect(fault != nil)
    }

    @Test(
        "Details that cannot be are refused with their field, and sanitized they are valid",
        arguments: [
            ("attempts", CallDetails(attempts: (1...65).map { .sample($0) })),
            ("number of the attempt", CallDetails(attempts: [.sample(0)])),
            ("number of the attempt", CallDetails(attempts: [.sample(2), .sample(2)])),
            ("time of the attempt", CallDetails(attempts: [.sample(1, at: .min)])),
            ("latency", CallDetails(attempts: [.sample(1, latency: -1)])),
            ("latency", CallDetails(attempts: [.sample(1, latency: 31_536_000_001)])),
            ("error code", CallDetails(attempts: [.sample(1, error: "a b")])),
            ("error code", CallDetails(attempts: [.sample(1, error: "")])),
            ("request id", CallDetails(attempts: [.sample(1, request: "a\n")])),
            ("id of the billed call", CallDetails(attempts: [.sample(1, billed: String(repeating: "x", count: 129))])),
            ("line", CallDetails(line: 0)), ("origin of the callsite", CallDetails(callsiteOrigin: "a b")),
            ("input bytes", CallDetails(inputBytes: -1)), ("input bytes", CallDetails(inputBytes: .max)),
            ("adjustment", CallDetails(adjustment: "a\u{1B}b")),
        ])
    func badDetails(field: String, details: CallDetails) throws {
        let error = try #require(throws: LedgerError.self) { try details.validated() }
        #expect(error.code == .invalidInput)
        #expect(error.message.hasPrefix("\(field) \""), "\(error.message)")
        let sanitized = details.sanitized()
        #expect(try sanitized.validated() == sanitized)
        #expect(sanitized.attempts.count == min(details.attempts.count, CallDetails.maximumAttempts))
    }

    @Test("Valid details stay as they are when they are sanitized")
    func goodDetails() throws {
        let details = CallDetails(
            attempts: [.sample(2, error: "ThrottlingException"), .sample(5, request: "r", billed: "c.2")], line: 1,
            callsiteOrigin: "source", inputBytes: 0, adjustment: "検索 4096 → 7")
        #expect(try details.validated() == details)
        #expect(details.sanitized() == details)
    }

    @Test("Two spellings of a name become one")
    func normalization() throws {
        let decomposed = try TextRule.name.validated("e\u{301}quipe", as: "team")
        #expect(Array(decomposed.utf8) == Array("\u{E9}quipe".utf8))
    }

    @Test("What was sanitized is valid, whatever it was before")
    func sanitizedIsValid() throws {
        var generator = SplitMix64(seed: 42)
        let pieces = [
            "a", "=", "+", "-", "@", " ", "\n", "\u{1B}", "\u{301}", "e", "検", "👩‍👩‍👧", "\u{202E}", "\u{0}", "／",
            "\u{FDFA}", "\u{1D160}",
        ]
        for _ in 0..<600 {
            var attribution = Attribution()
            func text() -> String {
                let count = Int.random(in: 0...Int.random(in: 1...200, using: &generator), using: &generator)
                return (0..<count).map { _ in pieces.randomElement(using: &generator) ?? "" }.joined()
            }
            attribution.team = text()
            attribution.callsite = text()
            attribution.user = text()
            for _ in 0..<Int.random(in: 0...40, using: &generator) { attribution.tags[text()] = text() }
            let (result, changes) = attribution.sanitized()
            #expect(try result.validated() == result)
            if (try? attribution.validated()) == nil, attribution.user != "", !attribution.tags.keys.contains("") {
                #expect(!changes.isEmpty || attribution.team.isEmpty || attribution.callsite.isEmpty)
            }
        }
    }

    @Test("Too many tags are refused, and cut in an import")
    func tags() throws {
        var attribution = Attribution(team: "a")
        for number in 0...Attribution.maximumTags { attribution.tags["tag\(number)"] = "" }
        #expect(throws: LedgerError.self) { try attribution.validated() }
        let (result, changes) = attribution.sanitized()
        #expect(result.tags.count == Attribution.maximumTags)
        #expect(changes == ["33 tags were given; the limit is 32"])
    }

    @Test(
        "A budget out of range is refused",
        arguments: [
            Budget(name: "", limit: dollars(1), period: .day),
            Budget(name: "b", limit: .zero, period: .day),
            Budget(name: "b", limit: dollars(-1), period: .day),
            Budget(name: "b", limit: Money(picodollars: .max), period: .day),
            Budget(name: "b", limit: dollars(1), period: .rolling(hours: 0)),
            Budget(name: "b", limit: dollars(1), period: .rolling(hours: 8785)),
            Budget(name: "b", limit: dollars(1), period: .day, timeZone: "Nowhere"),
            Budget(name: "b", limit: dollars(1), period: .day, warnAt: [80, 50]),
            Budget(name: "b", limit: dollars(1), period: .day, warnAt: [0]),
            Budget(name: "b", limit: dollars(1), period: .day, warnAt: [1001]),
            Budget(name: "b", scope: BudgetScope(team: "=x"), limit: dollars(1), period: .day),
            Budget(name: "b", limit: dollars(1), period: .day, whenExceeded: .fallback(model: "")),
            Budget(name: "b", limit: dollars(1), period: .day, whenExceeded: .shrink(minimumTokens: 0)),
            Budget(name: "b", limit: dollars(1), period: .day, whenExceeded: .shrink(minimumTokens: 1_000_001)),
            Budget(
                name: "b", limit: dollars(1), period: .day, enforcement: .soft,
                whenExceeded: .shrink(minimumTokens: 1)),
        ])
    func badBudgets(budget: Budget) {
        #expect(throws: LedgerError.self) { try budget.validated() }
    }

    @Test("A budget in range is taken as it is")
    func goodBudget() throws {
        let budget = Budget(
            name: "search/month", scope: BudgetScope(team: "検索", tags: ["environment": ""]), limit: dollars(500),
            period: .rolling(hours: 8784), timeZone: "Asia/Tokyo", warnAt: [])
        #expect(try budget.validated() == budget)
    }

    @Test("Periods are read and written", arguments: BudgetPeriodNames.pairs)
    func periodNames(text: String, name: String?) {
        #expect(BudgetPeriod(text)?.name == name)
    }

    @Test("Ids sort by time and are UUIDs of version 7")
    func callIDs() throws {
        var generator = SplitMix64(seed: 1)
        var last = ""
        for millisecond in Int64(0)..<100 {
            let id = CallID.make(at: Timestamp(milliseconds: 1_700_000_000_000 + millisecond), using: &generator)
            #expect(id > last)
            #expect(
                try #/[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}/#.wholeMatch(in: id) != nil)
            #expect(try TextRule.identifier.validated(id, as: "id") == id)
            last = id
        }
        #expect(last.hasPrefix("018bcfe5-6863-7"))
    }
}

enum BudgetPeriodNames {
    static let pairs: [(String, String?)] = [
        ("day", "day"), ("week", "week"), ("month", "month"), ("quarter", "quarter"), ("year", "year"),
        ("total", "total"), ("rolling:24h", "rolling:24h"), ("rolling-24h", "rolling:24h"), ("24h", "rolling:24h"),
        ("7d", "rolling:168h"), ("366d", "rolling:8784h"), ("367d", nil), ("0h", nil), ("-1h", nil), ("h", nil),
        ("", nil), ("Day", nil), ("rolling:", nil), ("rolling:9999999999999999999h", nil), ("１h", nil), ("+1h", nil),
    ]
}

func dollars(_ amount: Int) -> Money {
    Money(picodollars: Int128(amount) * Money.picodollarsPerDollar)
}

extension CallAttempt {
    fileprivate static func sample(
        _ number: Int64, at milliseconds: Int64 = 0, latency: Int64 = 1, error: String? = nil, request: String? = nil,
        billed: String? = nil
    ) -> CallAttempt {
        CallAttempt(
            number: number, at: Timestamp(milliseconds: milliseconds), latencyMilliseconds: latency,
            outcome: .succeeded, errorCode: error, requestID: request, billedAs: billed)
    }
}
