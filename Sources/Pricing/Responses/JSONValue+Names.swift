package import LosslessJSON

/// Finds members by names that are known beforehand.
///
/// The price of a call hangs on dozens of members, most of them absent, so names are compared as they stand in the source:
/// by their length first. Only one with escapes is decoded.
extension JSONValue {
    /// The member of that name, unless it is absent or null; of several the last, as `subscript` has it.
    package func present(_ key: StaticString) -> JSONValue? {
        guard let value = member(key), !value.isNull else { return nil }
        return value
    }

    /// The member of that name; of several the last.
    func member(_ key: StaticString) -> JSONValue? {
        let entry = entry
        let document = document
        let found: Int? = document.bytes.withUnsafeBufferPointer { bytes in
            guard bytes[Int(entry.start)] == UInt8(ascii: "{") else { return nil }
            return document.tape.withUnsafeBufferPointer { tape in
                var found: Int?
                var index = self.index + 1
                while index < Int(entry.next) {
                    if Self.isName(tape[index], key, in: bytes) { found = index + 1 }
                    index = Int(tape[index + 1].next)
                }
                return found
            }
        }
        return found.map { JSONValue(document: document, index: $0) }
    }

    /// What is wrong with the names of an object.
    enum NameFault {
        /// A member has none of the names that are allowed.
        case unknown(JSONValue)
        /// A name stands a second time.
        case twice(JSONValue)
    }

    /// Checks that an object has no names but some, and each once.
    ///
    /// - Parameter allowed: The names, 64 at most.
    func nameFault(allowed: [StaticString]) -> NameFault? {
        var seen: UInt64 = 0
        var index = self.index + 1
        while index < Int(entry.next) {
            let name = document.tape[index]
            let place = document.bytes.withUnsafeBufferPointer { bytes in
                allowed.firstIndex { Self.isName(name, $0, in: bytes) }
            }
            let value = JSONValue(document: document, index: index + 1)
            guard let place else { return .unknown(value) }
            guard seen & 1 << UInt64(place) == 0 else { return .twice(value) }
            seen |= 1 << UInt64(place)
            index = Int(document.tape[index + 1].next)
        }
        return nil
    }

    @inline(__always)
    private static func isName(
        _ name: JSONTapeEntry, _ wanted: StaticString, in bytes: UnsafeBufferPointer<UInt8>
    ) -> Bool {
        let start = Int(name.start) + 1
        let count = Int(name.end) - 1 - start
        let wantedCount = wanted.utf8CodeUnitCount
        if count == wantedCount {
            let wanted = wanted.utf8Start
            var index = 0
            while index < count, bytes[start + index] == wanted[index] { index += 1 }
            return index == count
        }
        // An escape makes a name longer than what it says.
        return count > wantedCount && name.kind == .escapedString && isEscaped(name, wanted, in: bytes)
    }

    private static func isEscaped(
        _ name: JSONTapeEntry, _ wanted: StaticString, in bytes: UnsafeBufferPointer<UInt8>
    ) -> Bool {
        let source = [UInt8(ascii: "[")] + bytes[name.range] + [UInt8(ascii: "]")]
        // By byte: for two strings of Swift the two spellings of "é" are one.
        return (try? parse(source))?[0]?.string?.utf8.elementsEqual("\(wanted)".utf8) == true
    }
}
