import FoundationEssentials
import LosslessJSON

/// Decodes one value of a parsed document.
struct JSONValueDecoder: Decoder {
    let value: JSONValue
    let codingPath: [any CodingKey]
    let sendableUserInfo: [CodingUserInfoKey: any Sendable]

    init(value: JSONValue, codingPath: [any CodingKey], userInfo: [CodingUserInfoKey: any Sendable]) {
        self.value = value
        self.codingPath = codingPath
        sendableUserInfo = userInfo
    }

    var userInfo: [CodingUserInfoKey: Any] { sendableUserInfo }

    func container<Key: CodingKey>(keyedBy type: Key.Type) throws -> KeyedDecodingContainer<Key> {
        guard value.kind == .object else { throw mismatch([String: JSONValue].self) }
        return KeyedDecodingContainer(JSONKeyedContainer(decoder: self))
    }

    func unkeyedContainer() throws -> any UnkeyedDecodingContainer {
        guard value.kind == .array else { throw mismatch([JSONValue].self) }
        return JSONUnkeyedContainer(decoder: self)
    }

    func singleValueContainer() throws -> any SingleValueDecodingContainer { JSONSingleValueContainer(decoder: self) }

    /// The decoder of a value further in.
    func child(_ value: JSONValue, _ key: any CodingKey) -> JSONValueDecoder {
        JSONValueDecoder(value: value, codingPath: codingPath + [key], userInfo: sendableUserInfo)
    }

    func decodeValue<Value: Decodable>(_ type: Value.Type) throws -> Value {
        if type == Decimal.self, let decimal = try decimal() as? Value { return decimal }
        return try Value(from: self)
    }

    func boolean() throws -> Bool {
        guard let boolean = value.boolean else { throw mismatch(Bool.self) }
        return boolean
    }

    func string() throws -> String {
        guard let string = value.string else { throw mismatch(String.self) }
        return string
    }

    func integer<Integer: FixedWidthInteger>(_ type: Integer.Type) throws -> Integer {
        guard value.kind == .number else { throw mismatch(type) }
        if let integer = value.integer.flatMap({ Integer(exactly: $0) }) ?? Integer(value.text) { return integer }
        throw corrupted("\(value.text) is not a whole number that fits in \(type)")
    }

    func floatingPoint<Number: BinaryFloatingPoint & LosslessStringConvertible>(_ type: Number.Type) throws -> Number {
        guard value.kind == .number else { throw mismatch(type) }
        guard let number = Number(value.text), number.isFinite else {
            throw corrupted("\(value.text) is beyond the range of \(type)")
        }
        return number
    }

    private func decimal() throws -> Decimal {
        guard value.kind == .number else { throw mismatch(Decimal.self) }
        let text = value.text
        let digits = text.utf8.prefix { $0 | 0x20 != 0x65 }.filter { $0 != .minus && $0 != .period }
            .drop { $0 == .zero }
        let significant = digits.reversed().drop { $0 == .zero }.count
        guard significant <= 38, let decimal = Decimal(string: text), decimal.isFinite,
            significant == 0 || decimal != 0
        else { throw corrupted("\(text) has more digits than Decimal can hold") }
        return decimal
    }

    private func mismatch(_ type: any Any.Type) -> DecodingError {
        let context = DecodingError.Context(
            codingPath: codingPath, debugDescription: "expected \(type), found \(value.kind) at \(value.location)")
        return value.isNull ? .valueNotFound(type, context) : .typeMismatch(type, context)
    }

    func corrupted(_ reason: String) -> DecodingError {
        .dataCorrupted(.init(codingPath: codingPath, debugDescription: "\(reason), at \(value.location)"))
    }
}

/// A place in an array on a coding path.
struct JSONIndexKey: CodingKey {
    let intValue: Int?
    var stringValue: String { "Index \(intValue ?? 0)" }

    init(_ index: Int) { intValue = index }

    init?(intValue: Int) { self.intValue = intValue }

    init?(stringValue: String) { nil }
}
