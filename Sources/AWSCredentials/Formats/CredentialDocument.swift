internal import AWSSigning
internal import LosslessJSON

/// Credentials as JSON, as containers, instances and programs give them.
struct CredentialDocument {
    private let object: JSONValue
    private let place: String

    /// The most bytes that a document may have.
    static let maximumBytes = 256 << 10

    /// Reads a JSON object.
    ///
    /// - Throws: ``CredentialError`` that says nothing of what was read.
    init(_ bytes: [UInt8], at place: String) throws(CredentialError) {
        let limits = JSONLimits(maximumDepth: 32, maximumBytes: Self.maximumBytes)
        guard let object = try? JSONValue.parse(bytes, limits: limits), object.kind == .object else {
            throw CredentialError(.answer, at: place, "gave something that is no JSON object")
        }
        self.init(object, at: place)
    }

    private init(_ object: JSONValue, at place: String) {
        self.object = object
        self.place = place
    }

    /// A member that is a text, nil where it is missing, null or empty.
    ///
    /// - Throws: ``CredentialError`` where it is something else.
    func text(_ name: String) throws(CredentialError) -> String? {
        guard let value = object[name], !value.isNull else { return nil }
        guard let text = value.string else { throw fault("'\(name)' is no text") }
        return text.isEmpty ? nil : text
    }

    /// A member that has to be a text.
    func requiredText(_ name: String) throws(CredentialError) -> String {
        guard let text = try text(name) else { throw fault("'\(name)' is missing") }
        return text
    }

    /// A member that has to be a whole number.
    func requiredInteger(_ name: String) throws(CredentialError) -> Int64 {
        guard let value = object[name]?.integer else { throw fault("'\(name)' is missing or no whole number") }
        return value
    }

    /// A member that has to be an object.
    func requiredObject(_ name: String) throws(CredentialError) -> CredentialDocument {
        guard let value = object[name], value.kind == .object else { throw fault("'\(name)' is missing") }
        return CredentialDocument(value, at: place)
    }

    /// A member that is a time, nil where it is missing.
    func time(_ name: String) throws(CredentialError) -> UTCTime? {
        guard let text = try text(name) else { return nil }
        guard let time = ISOTime.parse(text) else { throw fault("'\(name)' is no time") }
        return time
    }

    /// The credentials that the members `AccessKeyId`, `SecretAccessKey` and `Expiration` are, with a token.
    func credentials(tokenNamed token: String) throws(CredentialError) -> Credentials {
        Credentials(
            accessKeyID: try requiredText("AccessKeyId"), secretAccessKey: try requiredText("SecretAccessKey"),
            sessionToken: try text(token), expiration: try time("Expiration"))
    }

    private func fault(_ reason: String) -> CredentialError {
        CredentialError(.answer, at: place, "gave a document in which \(reason)")
    }
}
