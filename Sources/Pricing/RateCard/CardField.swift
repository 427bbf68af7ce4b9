import LosslessJSON

/// A field of a rate card under reading: its value and where it stands, so that every refusal can say where.
struct CardField {
    let name: String
    let path: String
    let value: JSONValue

    func error(_ reason: String) -> RateCardError {
        RateCardError(name: name, line: value.location.line, field: path, reason: reason)
    }

    /// The members of an object, each allowed name once.
    func members(allowed: Set<String>) throws(RateCardError) -> [String: CardField] {
        var fields: [String: CardField] = [:]
        for (key, field) in try members() {
            guard allowed.contains(key) else {
                throw field.error("unknown field; expected one of \(allowed.sorted().joined(separator: ", "))")
            }
            fields[key] = field
        }
        return fields
    }

    /// The members of an object in order; a name that stands twice is refused.
    func members() throws(RateCardError) -> [(key: String, field: CardField)] {
        guard value.kind == .object else { throw error("expected an object") }
        var seen: Set<String> = []
        var fields: [(key: String, field: CardField)] = []
        for (key, member) in value.members {
            let field = CardField(name: name, path: path.isEmpty ? key : "\(path).\(key)", value: member)
            guard seen.insert(key).inserted else { throw field.error("the field stands twice") }
            fields.append((key, field))
        }
        return fields
    }

    func elements() throws(RateCardError) -> [CardField] {
        guard value.kind == .array else { throw error("expected an array") }
        return value.elements.enumerated().map { index, element in
            CardField(name: name, path: "\(path)[\(index)]", value: element)
        }
    }

    func string() throws(RateCardError) -> String {
        guard let string = value.string, !string.isEmpty, string.utf8.count <= 4096 else {
            throw error("expected a text of 1 to 4,096 bytes")
        }
        return string
    }

    func boolean() throws(RateCardError) -> Bool {
        guard let boolean = value.boolean else { throw error("expected true or false") }
        return boolean
    }

    func positiveInteger() throws(RateCardError) -> Int64 {
        guard let integer = value.integer, integer > 0 else { throw error("expected a whole number above zero") }
        return integer
    }

    func timestamp() throws(RateCardError) -> Timestamp {
        guard let moment = Timestamp(iso8601: try string()) else {
            throw error("expected a date such as \"2026-07-30\"")
        }
        return moment
    }

    func choice<Choice: RawRepresentable & CaseIterable>(
        of type: Choice.Type
    ) throws(RateCardError) -> Choice where Choice.RawValue == String {
        guard let choice = Choice(rawValue: try string()) else {
            throw error("expected one of \(Choice.allCases.map(\.rawValue).joined(separator: ", "))")
        }
        return choice
    }
}
