public import LosslessJSON

extension PricingRequest {
    /// A call as one JSON object: `model`, and where they apply `region`, `at`, `operation`, `request`, `response`,
    /// `units`, `inference_profiles`. Other members are left to the caller.
    ///
    /// - Throws: ``PricingRequestError`` naming the field.
    public init(json: JSONValue) throws(PricingRequestError) {
        guard json.kind == .object else {
            throw PricingRequestError(field: "line", reason: "expected a JSON object")
        }
        guard let model = try json.text("model"), !model.isEmpty, model.utf8.count <= 2048 else {
            throw PricingRequestError(field: "model", reason: "expected a model id, profile or ARN of 1 to 2,048 bytes")
        }
        self.init(model: model)
        region = try json.text("region")
        if let text = try json.text("at") {
            guard let moment = Timestamp(iso8601: text) else {
                throw PricingRequestError(
                    field: "at", reason: "\"\(text)\" is no ISO 8601 time; expected 2026-11-23T10:15:30Z or 2026-11-23")
            }
            at = moment
        }
        if let text = try json.text("operation") {
            guard let operation = CallOperation(rawValue: text) else {
                let names = CallOperation.allCases.map(\.rawValue).joined(separator: ", ")
                throw PricingRequestError(field: "operation", reason: "\"\(text)\" is none of \(names)")
            }
            self.operation = operation
        }
        request = try json.object("request", allowArray: false)
        response = try json.object("response", allowArray: true)
        units = try Self.units(json)
        for (arn, target) in try json.object("inference_profiles", allowArray: false)?.members.map({ $0 }) ?? [] {
            guard let name = target.string, !name.isEmpty else {
                throw PricingRequestError(field: "inference_profiles.\(arn)", reason: "expected an ARN or a model id")
            }
            inferenceProfiles[arn] = name
        }
    }

    private static func units(_ json: JSONValue) throws(PricingRequestError) -> [UnitName: Quantity] {
        var units: [UnitName: Quantity] = [:]
        for (key, value) in try json.object("units", allowArray: false)?.members.map({ $0 }) ?? [] {
            guard let name = UnitName(rawValue: key) else {
                let names = UnitName.allCases.map(\.rawValue).joined(separator: ", ")
                throw PricingRequestError(field: "units.\(key)", reason: "unknown unit; expected one of \(names)")
            }
            guard let text = value.number?.text ?? value.string, let quantity = Quantity(text) else {
                throw PricingRequestError(
                    field: "units.\(key)", reason: "expected a number from zero with at most six decimals")
            }
            guard name.allowsFractions || quantity.millionths % 1_000_000 == 0 else {
                throw PricingRequestError(field: "units.\(key)", reason: "expected a whole number")
            }
            units[name] = quantity
        }
        return units
    }
}

extension UnitName {
    fileprivate var allowsFractions: Bool { self == .inputSeconds || self == .outputSeconds }
}

extension JSONValue {
    fileprivate func text(_ key: String) throws(PricingRequestError) -> String? {
        guard let value = present(named: key) else { return nil }
        guard let text = value.string else { throw PricingRequestError(field: key, reason: "expected a text") }
        return text.isEmpty ? nil : text
    }

    fileprivate func object(_ key: String, allowArray: Bool) throws(PricingRequestError) -> JSONValue? {
        guard let value = present(named: key) else { return nil }
        guard value.kind == .object || (allowArray && value.kind == .array) else {
            throw PricingRequestError(
                field: key,
                reason: allowArray ? "expected an object, or an array of stream events" : "expected an object")
        }
        return value
    }
}
