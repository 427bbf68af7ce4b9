import Ledger
import LosslessJSON
import Pricing

/// The members of a body, each known by name.
struct APIBody: Sendable {
    /// How moments are written.
    static let timeForm = "a date such as 2026-11-23, or a time such as 2026-11-23T10:15:00Z"
    /// The largest body of a request of the API, in bytes.
    static let maximumBytes = 64 << 10
    /// Nothing that the API takes is deeper than tags within a scope.
    private static let limits = JSONLimits(maximumDepth: 4, maximumBytes: maximumBytes)

    /// What stands before the name of a member in a message: `scope.`.
    private let path: String
    private let members: [String: JSONValue]

    /// Reads a body; an empty one has no members.
    ///
    /// - Throws: ``APIProblem`` for what is no JSON object, and for members that are not known or come twice.
    init(_ bytes: [UInt8], taking names: [String]) throws(APIProblem) {
        let value: JSONValue
        do {
            value = try JSONValue.parse(bytes.isEmpty ? Array("{}".utf8) : bytes, limits: Self.limits)
        } catch {
            throw APIProblem(.invalidBody, "the body is no JSON: \(error)")
        }
        try self.init(value, path: "", taking: names)
    }

    private init(_ value: JSONValue, path: String, taking names: [String]) throws(APIProblem) {
        guard value.kind == .object else {
            throw .invalid(path.isEmpty ? "body" : String(path.dropLast()), nil, "an object", kind: .invalidBody)
        }
        var members: [String: JSONValue] = [:]
        for (name, value) in value.members {
            guard names.contains(name) else { throw Self.unknown(path + name, names) }
            guard members.updateValue(value, forKey: name) == nil else {
                throw .invalid(path + name, value.text, "given once", kind: .invalidBody)
            }
        }
        self.path = path
        self.members = members.filter { !$0.value.isNull }
    }

    private static func unknown(_ name: String, _ names: [String]) -> APIProblem {
        let known = names.joined(separator: ", ")
        let there = names.isEmpty ? "it has none" : "there are \(known)"
        var problem = APIProblem(
            .invalidBody, "the body has no member \(LedgerError.quoted(name)); \(there)")
        problem.value = String(LedgerError.quoted(name).dropFirst().dropLast())
        problem.allowed = known
        return problem
    }

    /// Whether a member is given.
    func has(_ name: String) -> Bool { members[name] != nil }

    func text(_ name: String) throws(APIProblem) -> String? {
        try value(name, "a text") { $0.string }
    }

    func requiredText(_ name: String) throws(APIProblem) -> String {
        guard let text = try text(name) else { throw .invalid(path + name, nil, "a text", kind: .invalidBody) }
        return text
    }

    func integer(_ name: String, in range: ClosedRange<Int64>) throws(APIProblem) -> Int64? {
        try value(name, "a whole number from \(range.lowerBound) to \(range.upperBound)") { json in
            json.integer.flatMap { range.contains($0) ? $0 : nil }
        }
    }

    /// An amount in US dollars, as a text or as a number: both are read to the last digit.
    func money(_ name: String) throws(APIProblem) -> Money? {
        try value(name, "an amount in US dollars such as \"12.50\", with at most 12 decimals") { json in
            (json.string ?? json.number?.text).flatMap { Money(usd: $0) }
        }
    }

    func moment(_ name: String) throws(APIProblem) -> Timestamp? {
        try value(name, Self.timeForm) { json in json.string.flatMap { Timestamp(iso8601: $0) } }
    }

    func choice<Choice: RawRepresentable<String> & CaseIterable>(
        _ name: String, of type: Choice.Type
    ) throws(APIProblem) -> Choice? {
        let names = Choice.allCases.map(\.rawValue).joined(separator: ", ")
        return try value(name, "one of \(names)") { json in json.string.flatMap { Choice(rawValue: $0) } }
    }

    func texts(_ name: String) throws(APIProblem) -> [String]? {
        try value(name, "a list of texts") { json in
            let texts = json.elements.map(\.string)
            return json.kind == .array && !texts.contains(nil) ? texts.compactMap { $0 } : nil
        }
    }

    func integers(_ name: String) throws(APIProblem) -> [Int]? {
        try value(name, "a list of whole numbers") { json in
            let numbers = json.elements.map { $0.integer.map { Int(clamping: $0) } }
            return json.kind == .array && !numbers.contains(nil) ? numbers.compactMap { $0 } : nil
        }
    }

    func tags(_ name: String) throws(APIProblem) -> [String: String]? {
        try value(name, "an object of texts, each name once") { json in
            guard json.kind == .object else { return nil }
            var tags: [String: String] = [:]
            for (name, value) in json.members {
                guard let text = value.string, tags.updateValue(text, forKey: name) == nil else { return nil }
            }
            return tags
        }
    }

    /// The members of an object within the body.
    func object(_ name: String, taking names: [String]) throws(APIProblem) -> APIBody? {
        guard let value = members[name] else { return nil }
        return try APIBody(value, path: "\(path)\(name).", taking: names)
    }

    private func value<Value>(
        _ name: String, _ allowed: String, _ read: (JSONValue) -> Value?
    ) throws(APIProblem) -> Value? {
        guard let json = members[name] else { return nil }
        guard let value = read(json) else {
            throw .invalid(path + name, json.string ?? json.text, allowed, kind: .invalidBody)
        }
        return value
    }
}
