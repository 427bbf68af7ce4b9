import LosslessJSON

/// The one value of a decoder.
struct JSONSingleValueContainer: SingleValueDecodingContainer {
    let decoder: JSONValueDecoder

    var codingPath: [any CodingKey] { decoder.codingPath }

    func decodeNil() -> Bool { decoder.value.isNull }

    func decode(_ type: Bool.Type) throws -> Bool { try decoder.boolean() }

    func decode(_ type: String.Type) throws -> String { try decoder.string() }

    func decode(_ type: Double.Type) throws -> Double { try decoder.floatingPoint(type) }

    func decode(_ type: Float.Type) throws -> Float { try decoder.floatingPoint(type) }

    func decode(_ type: Int.Type) throws -> Int { try decoder.integer(type) }

    func decode(_ type: Int8.Type) throws -> Int8 { try decoder.integer(type) }

    func decode(_ type: Int16.Type) throws -> Int16 { try decoder.integer(type) }

    func decode(_ type: Int32.Type) throws -> Int32 { try decoder.integer(type) }

    func decode(_ type: Int64.Type) throws -> Int64 { try decoder.integer(type) }

    func decode(_ type: Int128.Type) throws -> Int128 { try decoder.integer(type) }

    func decode(_ type: UInt.Type) throws -> UInt { try decoder.integer(type) }

    func decode(_ type: UInt8.Type) throws -> UInt8 { try decoder.integer(type) }

    func decode(_ type: UInt16.Type) throws -> UInt16 { try decoder.integer(type) }

    func decode(_ type: UInt32.Type) throws -> UInt32 { try decoder.integer(type) }

    func decode(_ type: UInt64.Type) throws -> UInt64 { try decoder.integer(type) }

    func decode(_ type: UInt128.Type) throws -> UInt128 { try decoder.integer(type) }

    func decode<Value: Decodable>(_ type: Value.Type) throws -> Value { try decoder.decodeValue(type) }
}
