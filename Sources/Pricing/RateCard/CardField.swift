import LosslessJSON

/// A field of a rate card under reading, which can say where it stands.
struct CardField {
    let name: String
    /// The whole card.
    let root: JSONValue
    let value: JSONValue

    /// The card itself.
    init(name: String, root: JSONValue) {
        self.init(name: name, root: root, value: root)
    }

    private init(name: String, root: JSONValue, value: JSONValue) {
        self.name = name
        self.root = root
        self.value = value
    }

    func error(_ reason: String) -> RateCardError {
        RateCardError(name: name, line: value.location.line, field: path, reason: reason)
    }

    /// The way from the card to the field, such as `models[3].prices[0].tier`: looked for only where something is wrong.
    private var path: String {
        var path = ""
        var current = root
        while current.offset != value.offset {
            let parent = current
            for (index, element) in parent.elements.enumerated() where element.byteRange.contains(value.offset) {
                path += "[\(index)]"
                current = element
            }
            for (key, member) in parent.members where member.byteRange.contains(value.offset) {
                path += path.isEmpty ? key : ".\(key)"
                current = member
            }
            guard current.offset != parent.offset else { break }
        }
        return path
    }

    private func field(_ value: JSONValue) -> CardField { CardField(name: name, root: root, value: value) }

    /// A member of an object; `nil` where it is absent.
    subscript(key: StaticString) -> CardField? { value.member(key).map { field($0) } }

    /// The field as an object that has no names but the allowed ones, and each once.
    func object(allowed: [StaticString]) throws(RateCardError) -> CardField {
        guard value.kind == .object else { throw error("expected an object") }
        switch value.nameFault(allowed: allowed) {
        case nil: return self
        case .twice(let value): throw field(value).error("the field stands twice")
        case .unknown(let value):
            let names = allowed.map { "\($0)" }.sorted().joined(separator: ", ")
            throw field(value).error("unknown field; expected one of \(names)")
        }
    }

    /// The members of an object in order; a name that stands twice is refused.
    func members() throws(RateCardError) -> [(key: String, field: CardField)] {
        guard value.kind == .object else { throw error("expected an object") }
        var seen: Set<String> = []
        var fields: [(key: String, field: CardField)] = []
        for (key, member) in value.members {
            guard seen.insert(key).inserted else { throw field(member).error("the field stands twice") }
            fields.append((key, field(member)))
        }
        return fields
    }

    func elements() throws(RateCardError) -> [CardField] {
        guard value.kind == .array else { throw error("expected an array") }
        return value.elements.map { field($0) }
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
