public import LosslessJSON

extension JSONValue {
    /// Decodes the value straight into a type of yours, without a detour through other trees.
    ///
    /// Whole numbers decode exactly or not at all (`100`, `100.0` and `1e2` are an `Int`, `1.5` is not), a `Decimal` has
    /// every digit or throws, a `Double` is the nearest one or throws where there is none. Of duplicate names the last
    /// one counts. Types with representations of their own in Foundation's decoder, such as `Date`, decode as they
    /// declare it themselves.
    ///
    /// - Parameters:
    ///   - type: The type to decode.
    ///   - userInfo: Passed on to the types that decode themselves.
    /// - Returns: The decoded value.
    /// - Throws: `DecodingError` with the coding path; its description names line and column.
    public func decode<Value: Decodable>(
        _ type: Value.Type = Value.self, userInfo: [CodingUserInfoKey: any Sendable] = [:]
    ) throws -> Value {
        try JSONValueDecoder(value: self, codingPath: [], userInfo: userInfo).decodeValue(type)
    }
}

extension RepairedJSON {
    /// Decodes the value straight into a type of yours; see ``LosslessJSON/JSONValue/decode(_:userInfo:)``.
    ///
    /// Look at ``isTruncated`` first where an incomplete value must not be acted on.
    ///
    /// - Parameter type: The type to decode.
    /// - Returns: The decoded value.
    /// - Throws: `DecodingError` with the coding path.
    public func decode<Value: Decodable>(_ type: Value.Type = Value.self) throws -> Value {
        try value.decode(type)
    }
}
