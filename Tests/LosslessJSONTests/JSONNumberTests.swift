import LosslessJSON
import Testing

@Suite("Numbers")
struct JSONNumberTests {
    @Test(
        "A number is an integer exactly when it is whole and fits in 64 bits",
        arguments: [
            ("0", 0), ("-0", 0), ("0.000", 0), ("0e99999999999999999999", 0), ("100", 100), ("100.0", 100),
            ("1e2", 100),
            ("1.50e1", 15), ("1.5", nil), ("15e-1", nil), ("1500e-2", 15), ("-7", -7), ("0.001e3", 1), ("-2.0e0", -2),
            ("9223372036854775807", .max), ("-9223372036854775808", .min), ("9223372036854775808", nil),
            ("-9223372036854775809", nil), ("92233720368547758070e-1", .max), ("1e18", 1_000_000_000_000_000_000),
            ("1e19", nil), ("1e400", nil), ("1e-400", nil), ("1e99999999999999999999999", nil),
            ("18446744073709551616", nil), ("340282366920938463463374607431768211456", nil), ("1e-1", nil),
            ("10e-1", 1), ("1.0E+0", 1),
        ] as [(String, Int64?)])
    func givesIntegers(text: String, expected: Int64?) throws {
        #expect(try JSONValue.parse(text).integer == expected)
        #expect(JSONNumber(text)?.integer == expected)
        #expect(JSONNumber(text)?.text == text)
    }

    @Test("Integers agree with the standard library over a wide range", arguments: 0..<8)
    func agreesOnIntegers(seed: UInt64) throws {
        var generator = SplitMix64(seed: seed)
        for _ in 0..<500 {
            let value = Int64(truncatingIfNeeded: generator.next()) >> Int64(generator.next() % 64)
            #expect(try JSONValue.parse(String(value)).integer == value)
            #expect(try JSONValue.parse("[\(value).000e0]")[0]?.integer == value)
        }
    }

    @Test(
        "Only the grammar's numbers are accepted",
        arguments: ["", "-", "+1", "01", "1.", ".1", "1e", "1 ", " 1", "NaN", "1,0", "0x1"])
    func refuses(text: String) {
        #expect(JSONNumber(text) == nil)
    }

    @Test("A double is the nearest one, and none where there is none")
    func givesDoubles() {
        #expect(JSONNumber("0.1")?.double == 0.1)
        #expect(JSONNumber("-1e-400")?.double == 0)
        #expect(JSONNumber("1e400")?.double == nil)
    }

    @Test("Equality and sign go by the text")
    func goesByText() {
        #expect(JSONNumber("1.0") != JSONNumber("1"))
        #expect(JSONNumber("-0")?.isNegative == true)
        #expect(JSONNumber("0")?.isNegative == false)
    }
}
