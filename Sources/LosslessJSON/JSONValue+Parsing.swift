extension JSONValue {
    /// Parses a text that has to be JSON, whole and strictly by RFC 8259, encoded in UTF-8.
    ///
    /// Linear in time and memory, and without recursion, on every input. The array is kept, not copied.
    ///
    /// - Parameters:
    ///   - bytes: The text as UTF-8.
    ///   - limits: The depth and size to accept.
    /// - Returns: The document's one value.
    /// - Throws: ``JSONParseError`` with the place and the reason.
    public static func parse(
        _ bytes: [UInt8], limits: JSONLimits = .standard
    ) throws(JSONParseError) -> JSONValue {
        let limit = limits.effectiveMaximumBytes
        guard bytes.count <= limit else {
            throw JSONParseError(JSONFault(offset: limit, cause: .tooLarge(limit: limit)), in: bytes)
        }
        var parser = JSONParser(limits: limits)
        parser.reserve(forBytes: bytes.count)
        do throws(JSONFault) {
            let span = bytes.span.bytes
            try parser.parseValue(span)
            try parser.parseEnd(span)
        } catch {
            throw JSONParseError(error, in: bytes)
        }
        return JSONValue(document: parser.takeDocument(of: bytes), index: 0)
    }

    /// Parses bytes from any other source, such as a slice or an `UnsafeRawBufferPointer`, which are copied once.
    ///
    /// - Parameters:
    ///   - bytes: The text as UTF-8.
    ///   - limits: The depth and size to accept.
    /// - Returns: The document's one value.
    /// - Throws: ``JSONParseError`` with the place and the reason.
    public static func parse(
        _ bytes: some Sequence<UInt8>, limits: JSONLimits = .standard
    ) throws(JSONParseError) -> JSONValue {
        try parse(Array(bytes), limits: limits)
    }

    /// Parses a string that has to be JSON.
    ///
    /// - Parameters:
    ///   - text: The text.
    ///   - limits: The depth and size to accept.
    /// - Returns: The document's one value.
    /// - Throws: ``JSONParseError`` with the place and the reason.
    public static func parse(
        _ text: String, limits: JSONLimits = .standard
    ) throws(JSONParseError) -> JSONValue {
        try parse(Array(text.utf8), limits: limits)
    }
}
