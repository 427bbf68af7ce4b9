import LosslessJSON

/// Checks a value against the part of JSON Schema that says what an answer looks like: `type`, `enum`, `const`,
/// `properties`, `required`, `additionalProperties: false`, `items`, `minItems`, `maxItems`, `minimum` and `maximum`.
///
/// Other keywords are passed on to the model and not checked here.
enum JSONSchemaCheck {
    /// What does not fit, and where.
    struct Mismatch: Error, CustomStringConvertible {
        let path: String
        let reason: String

        var description: String { "\(path): \(reason)" }
    }

    /// Returns where the value follows the schema.
    static func check(_ value: JSONValue, against schema: JSONValue, at path: String = "$") throws(Mismatch) {
        if let types = schema["type"] { try checkType(value, types, path) }
        if let allowed = schema["enum"], !allowed.elements.contains(where: { $0 == value }) {
            throw Mismatch(path: path, reason: "is none of \(allowed.text)")
        }
        if let constant = schema["const"], constant != value {
            throw Mismatch(path: path, reason: "is not \(constant.text)")
        }
        switch value.kind {
        case .object: try checkMembers(value, schema, path)
        case .array: try checkElements(value, schema, path)
        case .number: try checkRange(value, schema, path)
        case .string, .boolean, .null: break
        }
    }

    private static func checkType(_ value: JSONValue, _ types: JSONValue, _ path: String) throws(Mismatch) {
        let names = types.string.map { [$0] } ?? types.elements.compactMap(\.string)
        let isOne = names.contains { name in
            switch name {
            case "object": value.kind == .object
            case "array": value.kind == .array
            case "string": value.kind == .string
            case "boolean": value.kind == .boolean
            case "null": value.isNull
            case "number": value.kind == .number
            case "integer": value.integer != nil
            default: true
            }
        }
        guard isOne else { throw Mismatch(path: path, reason: "is not of type \(names.joined(separator: " or "))") }
    }

    private static func checkMembers(_ value: JSONValue, _ schema: JSONValue, _ path: String) throws(Mismatch) {
        for name in schema["required"]?.elements.compactMap(\.string) ?? [] where value[name] == nil {
            throw Mismatch(path: path, reason: "the member \"\(name)\" is missing")
        }
        let properties = schema["properties"]
        for (name, member) in value.members {
            if let property = properties?[name] {
                try check(member, against: property, at: "\(path).\(name)")
            } else if schema["additionalProperties"]?.boolean == false {
                throw Mismatch(path: path, reason: "the member \"\(name)\" is not allowed")
            }
        }
    }

    private static func checkElements(_ value: JSONValue, _ schema: JSONValue, _ path: String) throws(Mismatch) {
        if let least = schema["minItems"]?.integer, value.count < least {
            throw Mismatch(path: path, reason: "has fewer than \(least) elements")
        }
        if let most = schema["maxItems"]?.integer, value.count > most {
            throw Mismatch(path: path, reason: "has more than \(most) elements")
        }
        guard let items = schema["items"], items.kind == .object else { return }
        for (index, element) in value.elements.enumerated() {
            try check(element, against: items, at: "\(path)[\(index)]")
        }
    }

    private static func checkRange(_ value: JSONValue, _ schema: JSONValue, _ path: String) throws(Mismatch) {
        guard let number = value.number?.double else { return }
        if let least = schema["minimum"]?.number, let bound = least.double, number < bound {
            throw Mismatch(path: path, reason: "is below \(least.text)")
        }
        if let most = schema["maximum"]?.number, let bound = most.double, number > bound {
            throw Mismatch(path: path, reason: "is above \(most.text)")
        }
    }
}
