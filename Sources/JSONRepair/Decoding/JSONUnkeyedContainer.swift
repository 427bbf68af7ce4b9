import LosslessJSON

/// The elements of an array, one after the other.
struct JSONUnkeyedContainer: UnkeyedDecodingContainer {
    private let decoder: JSONValueDecoder
    private var iterator: JSONElements.Iterator
    private var next: JSONValue?
    private(set) var currentIndex = 0

    init(decoder: JSONValueDecoder) {
        self.decoder = decoder
        iterator = decoder.value.elements.makeIterator()
        next = iterator.next()
    }

    var codingPath: [any CodingKey] { decoder.codingPath }

    var count: Int? { decoder.value.count }

    var isAtEnd: Bool { next == nil }

    mutating func decodeNil() throws -> Bool {
        guard try current().value.isNull else { return false }
        advance()
        return true
    }

    mutating func decode<Value: Decodable>(_ type: Value.Type) throws -> Value {
        let value = try current().decodeValue(type)
        advance()
        return value
    }

    mutating func nestedContainer<Nested: CodingKey>(
        keyedBy type: Nested.Type
    ) throws -> KeyedDecodingContainer<Nested> {
        let container = try current().container(keyedBy: type)
        advance()
        return container
    }

    mutating func nestedUnkeyedContainer() throws -> any UnkeyedDecodingContainer {
        let container = try current().unkeyedContainer()
        advance()
        return container
    }

    mutating func superDecoder() throws -> any Decoder {
        let decoder = try current()
        advance()
        return decoder
    }

    private mutating func advance() {
        next = iterator.next()
        currentIndex += 1
    }

    private func current() throws -> JSONValueDecoder {
        guard let next else { throw decoder.corrupted("the array has only \(currentIndex) elements") }
        return decoder.child(next, JSONIndexKey(currentIndex))
    }
}
