import Foundation
import JSONRepair
import LosslessJSON
import Testing

@Suite("Decoding")
struct DecodingTests {
    struct Order: Decodable, Equatable {
        struct Item: Decodable, Equatable {
            var name: String
            var count: Int
            var price: Decimal
            var weight: Double?
        }

        enum Status: String, Decodable { case open, closed }

        var id: UInt64
        var status: Status
        var items: [Item]
        var notes: [String: String]
    }

    @Test("A repaired text decodes straight into a type, numbers without loss")
    func decodes() throws {
        let text = """
            {'id': 18446744073709551615, status: "open", "items": [
              {"name": "cup", "count": 1e2, "price": 0.1234567890123456789012345678, "weight": null},
              {"name": "pot", "count": 3.0, "price": 19.90, "weight": 0.1},
            ], "notes": {"a": "b",},}
            """
        let order = try parseJSON(text).decode(Order.self)
        #expect(order.id == .max)
        #expect(order.status == .open)
        #expect(order.items.map(\.count) == [100, 3])
        #expect(order.items[0].price == Decimal(string: "0.1234567890123456789012345678"))
        #expect(order.items[1].price == Decimal(string: "19.9"))
        #expect(order.items.map(\.weight) == [nil, 0.1])
        #expect(order.notes == ["a": "b"])
    }

    @Test(
        "A number that would lose something is refused",
        arguments: ["1.5", "1e30", "-1", "256", "\"1\"", "true", "null"])
    func refusesLossyIntegers(text: String) throws {
        let value = try JSONValue.parse(text)
        #expect(throws: DecodingError.self) { try value.decode(UInt8.self) }
    }

    @Test("A Decimal has every digit or is refused")
    func decodesDecimals() throws {
        let digits = "12345678901234567890123456789012345678"
        #expect(try JSONValue.parse(digits).decode(Decimal.self) == Decimal(string: digits))
        #expect(try JSONValue.parse("[1e3, -0.0]").decode([Decimal].self) == [1000, 0])
        #expect(throws: DecodingError.self) { try JSONValue.parse(digits + "9").decode(Decimal.self) }
        #expect(throws: DecodingError.self) { try JSONValue.parse("1e999").decode(Decimal.self) }
        #expect(throws: DecodingError.self) { try JSONValue.parse("1e999").decode(Double.self) }
    }

    @Test("An error names the path, the line and the column")
    func locatesErrors() throws {
        let value = try JSONValue.parse(
            "{\"id\": 1, \"status\": \"open\",\n \"items\": [{\"name\": 5}], \"notes\": {}}")
        let error = #expect(throws: DecodingError.self) { try value.decode(Order.self) }
        guard case .typeMismatch(_, let context) = error else {
            Issue.record("\(String(describing: error))")
            return
        }
        #expect(context.codingPath.map(\.stringValue) == ["items", "Index 0", "name"])
        #expect(context.debugDescription == "expected String, found number at line 2, column 21")
    }

    @Test("Of duplicate names the last counts, a missing one is named")
    func looksUpNames() throws {
        #expect(try JSONValue.parse("{\"a\":1,\"a\":2}").decode([String: Int].self) == ["a": 2])
        #expect(throws: DecodingError.self) { try JSONValue.parse("{}").decode(Order.self) }
        #expect(throws: DecodingError.self) { try JSONValue.parse("[1]").decode((Order).self) }
        #expect(try JSONValue.parse("[[1],[2,3]]").decode([[Int]].self) == [[1], [2, 3]])
        #expect(try JSONValue.parse("340282366920938463463374607431768211455").decode(UInt128.self) == .max)
    }
}
