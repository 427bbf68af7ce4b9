package import LosslessJSON

extension JSONValue {
    /// As ``present(_:)-(StaticString)``, for a name that is not known beforehand.
    func present(named key: String) -> JSONValue? {
        guard let value = self[key], !value.isNull else { return nil }
        return value
    }

    /// Whether the value is a string of this text.
    package func isText(_ text: StaticString) -> Bool {
        guard case .string = kind else { return false }
        let wanted = UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount)
        let source = utf8.dropFirst().dropLast()
        if source.count == wanted.count, source.elementsEqual(wanted) { return true }
        // Escapes make a text longer than what it says.
        return source.count > wanted.count && string?.utf8.elementsEqual(wanted) == true
    }

    /// A count that stands under a name.
    func tokenCount(_ key: StaticString) throws(UnknownUsage) -> Int64? {
        try present(key)?.count(named: "\(key)")
    }

    /// A count that stands under one of two names; the first present counts, twins are never added.
    func tokenCount(_ key: StaticString, _ twin: StaticString) throws(UnknownUsage) -> Int64? {
        if let count = try tokenCount(key) { return count }
        return try tokenCount(twin)
    }

    /// The value as the count that stands under a name.
    func count(named key: @autoclosure () -> String) throws(UnknownUsage) -> Int64 {
        guard let count = integer, count >= 0 else {
            throw UnknownUsage(reason: "the usage states \(key()) as \(text.prefix(40)), which is no count")
        }
        return count
    }

    /// The name of a service tier, which stands alone or as the `type` of an object. What is neither is given as written,
    /// so that it is reported as an unknown tier and not taken for the standard one.
    var tierName: String? {
        let name = kind == .object ? present("type") : self
        return name.map { $0.string ?? $0.text }
    }

    /// A header by name, whatever its case; the value may be text, a number or a list of one.
    func header(_ name: String) -> String? {
        guard kind == .object else { return nil }
        for (key, value) in members where key.lowercased() == name {
            let single = value.kind == .array ? value[0] : value
            return single.flatMap { $0.string ?? $0.number?.text }
        }
        return nil
    }
}
