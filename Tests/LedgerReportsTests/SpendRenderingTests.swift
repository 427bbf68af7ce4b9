import Ledger
import LedgerReports
import LosslessJSON
import Pricing
import Testing

@Suite("A spend report")
struct SpendRenderingTests {
    private var report: SpendReport {
        var search = SpendFigures()
        search.calls = 1200
        search.inputTokens = 9_007_199_254_740_993
        search.outputTokens = 77
        search.breakdown.freshInput = Money(picodollars: 1_234_567_890_123_456_789)
        search.breakdown.output = Money(picodollars: 1)
        search.estimated = Money(picodollars: 2_000_000_000_000)
        var unnamed = SpendFigures()
        unnamed.calls = 2
        unnamed.breakdown.other = Money(picodollars: -45_600_000)
        unnamed.unpricedCalls = 2
        return SpendReport(
            keys: [.team, .tag("env")], filter: CallFilter(since: Timestamp(iso8601: "2026-11-01")),
            groups: [
                SpendReport.Row(key: ["=検索", nil], figures: unnamed),
                SpendReport.Row(key: ["search", ""], figures: search),
            ])
    }

    @Test("As JSON it has exact amounts as strings, counts as numbers and null for what is missing")
    func json() {
        let expected =
            #"{"from":"2026-11-01T00:00:00Z","to":null,"rows":["#
            + #"{"team":"search","tag:env":"","calls":1200,"input_tokens":9007199254740993,"cache_read_tokens":0,"#
            + #""cache_write_tokens":0,"output_tokens":77,"cost_usd":"1234567.89012345679","#
            + #""fresh_input_usd":"1234567.890123456789","cached_input_usd":"0","cache_write_usd":"0","#
            + #""output_usd":"0.000000000001","other_usd":"0","estimated_usd":"2","unpriced_calls":0},"#
            + #"{"team":"=検索","tag:env":null,"calls":2,"input_tokens":0,"cache_read_tokens":0,"#
            + #""cache_write_tokens":0,"output_tokens":0,"cost_usd":"-0.0000456","fresh_input_usd":"0","#
            + #""cached_input_usd":"0","cache_write_usd":"0","output_usd":"0","other_usd":"-0.0000456","#
            + #""estimated_usd":"0","unpriced_calls":2}],"#
            + #""total":{"calls":1202,"input_tokens":9007199254740993,"cache_read_tokens":0,"cache_write_tokens":0,"#
            + #""output_tokens":77,"cost_usd":"1234567.89007785679","fresh_input_usd":"1234567.890123456789","#
            + #""cached_input_usd":"0","cache_write_usd":"0","output_usd":"0.000000000001","#
            + #""other_usd":"-0.0000456","estimated_usd":"2","unpriced_calls":2}}"#
        #expect(SpendRendering(report).json == expected + "\n")
    }

    @Test("As JSON lines it has one object a row, as in the document")
    func jsonLines() {
        let lines = SpendRendering(report).jsonLines.split(separator: "\n")
        #expect(lines.count == 2)
        for line in lines { #expect(SpendRendering(report).json.contains(line)) }
    }

    @Test("As CSV it has guarded texts, exact amounts and no total")
    func csv() {
        let header =
            "team,tag:env,calls,input_tokens,cache_read_tokens,cache_write_tokens,output_tokens,cost_usd,"
            + "fresh_input_usd,cached_input_usd,cache_write_usd,output_usd,other_usd,estimated_usd,unpriced_calls\r\n"
        let rows =
            "search,\"\",1200,9007199254740993,0,0,77,1234567.89012345679,1234567.890123456789,0,0,"
            + "0.000000000001,0,2,0\r\n'=検索,,2,0,0,0,0,-0.0000456,0,0,0,0,-0.0000456,0,2\r\n"
        #expect(String(decoding: SpendRendering(report).csv, as: UTF8.self) == header + rows)
    }

    @Test("As a table it is rounded, marks estimates and says what it leaves out")
    func table() {
        let expected = """
            team    tag:env  calls                  input  cache read  cache write  output            cost
            ------  -------  -----  ---------------------  ----------  -----------  ------  --------------
            search           1,200  9,007,199,254,740,993           0            0      77  ~$1,234,567.89
            =検索   -            2                      0           0            0       0    -$0.00004560
            ------  -------  -----  ---------------------  ----------  -----------  ------  --------------
            total            1,202  9,007,199,254,740,993           0            0      77  ~$1,234,567.89
            ~ includes estimates of $2.00, until the true cost is known
            2 calls have no known price and are not in the cost

            """
        #expect(SpendRendering(report).table == expected)
    }

    @Test("A report of nothing is whole in every form")
    func empty() {
        let rendering = SpendRendering(SpendReport(keys: [.team], filter: CallFilter(), groups: []))
        #expect(rendering.json.hasPrefix(#"{"from":null,"to":null,"rows":[],"total":{"calls":0,"#))
        #expect(rendering.jsonLines == "")
        #expect(String(decoding: rendering.csv, as: UTF8.self).hasPrefix("team,calls,"))
        #expect(rendering.table.contains("$0.00"))
    }

    @Test(
        "Amounts are rounded for people only",
        arguments: [
            ("0", "$0.00"), ("1", "$1.00"), ("12.345", "$12.35"), ("12.344999999999", "$12.34"), ("-3", "-$3.00"),
            ("0.5", "$0.5000"), ("0.00123456", "$0.001235"), ("0.000000000001", "$0.000000000001"),
            ("0.99999", "$1.0000"), ("1234567.895", "$1,234,567.90"), ("-1000", "-$1,000.00"),
            ("1000000000000", "$1,000,000,000,000.00"),
        ])
    func display(amount: String, shown: String) throws {
        #expect(try #require(Money(usd: amount)).display == shown)
    }
}
