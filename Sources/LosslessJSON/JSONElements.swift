/// The elements of an array in order, decoded one by one as they are reached.
public struct JSONElements: Sequence, Sendable {
    fileprivate let document: JSONDocument
    fileprivate let range: Range<Int>

    /// Starts at the first element.
    public func makeIterator() -> Iterator {
        Iterator(document: document, index: range.lowerBound, end: range.upperBound)
    }

    /// Walks from element to element, skipping what is inside of them.
    public struct Iterator: IteratorProtocol {
        fileprivate let document: JSONDocument
        fileprivate var index: Int
        fileprivate let end: Int

        /// The next element, or nil after the last.
        public mutating func next() -> JSONValue? {
            guard index < end else { return nil }
            defer { index = Int(document.tape[index].next) }
            return JSONValue(document: document, index: index)
        }
    }
}

/// The members of an object in source order with their duplicates, decoded one by one as they are reached.
public struct JSONMembers: Sequence, Sendable {
    fileprivate let document: JSONDocument
    fileprivate let range: Range<Int>

    /// Starts at the first member.
    public func makeIterator() -> Iterator {
        Iterator(document: document, index: range.lowerBound, end: range.upperBound)
    }

    /// Walks from member to member, skipping what is inside of their values.
    public struct Iterator: IteratorProtocol {
        fileprivate let document: JSONDocument
        fileprivate var index: Int
        fileprivate let end: Int

        /// The next member, or nil after the last.
        public mutating func next() -> (key: String, value: JSONValue)? {
            guard index + 1 < end else { return nil }
            let key = JSONValue(document: document, index: index).string ?? ""
            let value = JSONValue(document: document, index: index + 1)
            index = Int(document.tape[index + 1].next)
            return (key, value)
        }
    }
}

extension JSONValue {
    /// The elements of an array; nothing for any other value.
    public var elements: JSONElements { JSONElements(document: document, range: contents(of: .array)) }

    /// The members of an object in order, with duplicates; nothing for any other value.
    public var members: JSONMembers { JSONMembers(document: document, range: contents(of: .object)) }

    /// The last member of that name, as most readers take it; nil when there is none or the value is not an object.
    ///
    /// Names are compared scalar by scalar, so "é" in its two Unicode spellings is two names. Use ``members`` to see
    /// duplicates. Linear in the number of members.
    public subscript(_ key: String) -> JSONValue? {
        var key = key
        return key.withUTF8 { wanted in
            let range = contents(of: .object)
            var index = range.lowerBound
            var found: Int?
            while index + 1 < range.upperBound {
                if name(at: index, equals: wanted) { found = index + 1 }
                index = Int(document.tape[index + 1].next)
            }
            return found.map { JSONValue(document: document, index: $0) }
        }
    }

    /// The element at that place, from 0; nil when there is none or the value is not an array. Linear in `index`.
    public subscript(_ index: Int) -> JSONValue? {
        guard index >= 0, entry.kind == .array, index < entry.count else { return nil }
        var position = self.index + 1
        for _ in 0..<index { position = Int(document.tape[position].next) }
        return JSONValue(document: document, index: position)
    }

    private func contents(of kind: JSONTapeEntry.Kind) -> Range<Int> {
        let entry = entry
        return entry.kind == kind ? index + 1..<Int(entry.next) : index..<index
    }

    private func name(at index: Int, equals wanted: UnsafeBufferPointer<UInt8>) -> Bool {
        let entry = document.tape[index]
        let bytes = document.bytes
        let contents = Int(entry.start) + 1..<max(Int(entry.start) + 1, Int(entry.end) - 1)
        if entry.kind == .string {
            return contents.count == wanted.count && bytes[contents].elementsEqual(wanted)
        }
        return JSONString.decode(bytes.span.bytes, in: contents, loneSurrogate: .replaced)
            .elementsEqual(wanted)
    }
}
