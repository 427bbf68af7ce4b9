package import LosslessJSON

/// Finds members by names that are known beforehand.
///
/// The price of a call hangs on dozens of members, most of them absent, so names are compared as they stand in the source:
/// by their length first. Only one with escapes is decoded.
extension JSONValue {
    /// The member of that name, unless it is absent or null; of several the last, as `subscript` has it.
    package func present(_ key: StaticString) -> JSONValue? {
        let place = place(of: key, orNull: false)
        return place < 0 ? nil : JSONValue(document: document, index: place)
    }

    /// The member of that name; of several the last.
    func member(_ key: StaticString) -> JSONValue? {
        let place = place(of: key, orNull: true)
        return place < 0 ? nil : JSONValue(document: document, index: place)
    }

    /// Where the last member of that name stands on the tape; below zero where there is none.
    @inline(__always)
    private func place(of key: StaticString, orNull: Bool) -> Int {
        document.bytes.withUnsafeBufferPointer { bytes in
            let object = document.tape[index]
            guard bytes[Int(object.start)] == UInt8(ascii: "{") else { return -1 }
            var place = -1
            var index = index + 1
            while index < Int(object.next) {
                if Self.isName(document.tape[index], key, in: bytes) { place = index + 1 }
                index = Int(document.tape[index + 1].next)
            }
            guard place >= 0, !orNull, bytes[Int(document.tape[place].start)] == UInt8(ascii: "n") else { return place }
            return -1
        }
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
    /// - Returns: The first fault; `nil` where there is none.
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
        guard count > wantedCount, case .escapedString = name.kind else { return false }
        return isEscaped(name, wanted, in: bytes)
    }

    private static func isEscaped(
        _ name: JSONTapeEntry, _ wanted: StaticString, in bytes: UnsafeBufferPointer<UInt8>
    ) -> Bool {
        let source = [UInt8(ascii: "[")] + bytes[name.range] + [UInt8(ascii: "]")]
        // By byte: for two strings of Swift the two spellings of "é" are one.
        return (try? parse(source))?[0]?.string?.utf8.elementsEqual("\(wanted)".utf8) == true
    }
}
