import LosslessJSON

extension JSONValue {
    /// The member of that name, unless it is absent or null.
    func present(_ key: String) -> JSONValue? {
        guard let value = self[key], !value.isNull else { return nil }
        return value
    }

    /// A count that stands under one of several names; the first present counts, twins are never added.
    func tokenCount(_ keys: String...) throws(UnknownUsage) -> Int64? {
        for key in keys {
            guard let value = present(key) else { continue }
            guard let count = value.integer, count >= 0 else {
                throw UnknownUsage(reason: "the usage states \(key) as \(value.text.prefix(40)), which is no count")
            }
            return count
        }
        return nil
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
