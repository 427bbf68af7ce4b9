import LosslessJSON

/// Changes one member of a JSON text and leaves every other byte as it is.
enum JSONEdit {
    /// The text with a member set, which is put in where it is missing.
    ///
    /// - Parameters:
    ///   - path: The names that lead to the member; missing objects on the way are made.
    ///   - value: The member's new value, as JSON.
    ///   - document: The text, parsed.
    /// - Returns: `nil` where the path leads through something that is no object.
    static func setting(_ path: [String], to value: [UInt8], in document: JSONValue) -> [UInt8]? {
        var object = document
        for (depth, name) in path.enumerated() {
            guard object.kind == .object else { return nil }
            guard let member = object[name] else {
                return inserting(name, nested(path[(depth + 1)...], value), into: object, of: document)
            }
            object = member
        }
        return replacing(object.byteRange, by: value, in: document)
    }

    /// A value inside of the objects that are still missing.
    private static func nested(_ path: ArraySlice<String>, _ value: [UInt8]) -> [UInt8] {
        path.reversed().reduce(value) { inner, name in
            Array("{".utf8) + quoted(name) + Array(":".utf8) + inner + Array("}".utf8)
        }
    }

    private static func inserting(
        _ name: String, _ value: [UInt8], into object: JSONValue, of document: JSONValue
    ) -> [UInt8] {
        let member = quoted(name) + Array(":".utf8) + value
        let place = object.byteRange.upperBound - 1
        return replacing(
            place..<place, by: object.count == 0 ? member : Array(",".utf8) + member, in: document)
    }

    private static func replacing(_ range: Range<Int>, by bytes: [UInt8], in document: JSONValue) -> [UInt8] {
        let whole = document.utf8
        let start = document.byteRange.lowerBound
        return Array(whole[start..<range.lowerBound]) + bytes + Array(whole[range.upperBound...])
    }

    private static func quoted(_ text: String) -> [UInt8] {
        var writer = JSONWriter()
        writer.string(text)
        return writer.bytes
    }
}
