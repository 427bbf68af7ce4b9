internal import AWSSigning

/// A profile: what both files say under its name, the credentials file counting first.
struct Profile: Sendable {
    let name: String
    private let config: INIDocument.Section
    private let configPath: String
    private var credentials = INIDocument.Section()
    private var credentialsPath = ""

    init(name: String, config: INIDocument.Section = INIDocument.Section(), configPath: String = "") {
        self.name = name
        self.config = config
        self.configPath = configPath
    }

    mutating func add(credentials section: INIDocument.Section, path: String) {
        credentials = section
        credentialsPath = path
    }

    /// The two files that a pair of keys may stand in; the halves of a pair never come from different files.
    enum File: Sendable {
        case credentials, config
    }

    /// The value of a property, nil where it is missing or empty.
    subscript(_ name: String) -> String? {
        let value = (credentials.properties[name] ?? config.properties[name])?.value
        return value?.isEmpty == true ? nil : value
    }

    /// The value of a switch.
    func boolean(_ name: String) throws(CredentialError) -> Bool? {
        guard let text = self[name] else { return nil }
        return try Flag.boolean(text, at: place(of: name))
    }

    /// The place of a property for people: the profile, the name, and file and line where it stands.
    func place(of property: String) -> String {
        let place = "\(property) of profile '\(name)'"
        if let found = credentials.properties[property] { return "\(place) (\(credentialsPath), line \(found.line))" }
        if let found = config.properties[property] { return "\(place) (\(configPath), line \(found.line))" }
        return place
    }

    /// Whether the profile has keys of its own, be they complete or not.
    var hasKeys: Bool { self[Self.accessKeyID] != nil || self[Self.secretAccessKey] != nil }

    /// Whether the credentials are those of a role that other credentials assume.
    var assumesRole: Bool { self["role_arn"] != nil && self["web_identity_token_file"] == nil }

    /// The keys that stand in one of the files; nil where there are none.
    ///
    /// - Throws: ``CredentialError`` where one half of the pair is missing.
    func keys(in file: File) throws(CredentialError) -> Credentials? {
        let section = file == .credentials ? credentials : config
        func value(_ name: String) -> String? {
            section.properties[name].flatMap { $0.value.isEmpty ? nil : $0.value }
        }
        let (id, secret) = (value(Self.accessKeyID), value(Self.secretAccessKey))
        if id == nil, secret == nil { return nil }
        guard let id, let secret else {
            throw CredentialError(
                .configuration, at: "profile '\(name)' (\(file == .credentials ? credentialsPath : configPath))",
                "has \(id == nil ? Self.secretAccessKey : Self.accessKeyID) but not the other half of the pair",
                remedy: "add \(id == nil ? Self.accessKeyID : Self.secretAccessKey), or take both away")
        }
        // Older tools wrote the token under the name of before 2014.
        let token = value("aws_session_token") ?? value("aws_security_token")
        return Credentials(accessKeyID: id, secretAccessKey: secret, sessionToken: token)
    }

    private static let accessKeyID = "aws_access_key_id"
    private static let secretAccessKey = "aws_secret_access_key"

    /// The properties of a nested block, as those of `bedrock_runtime` in a section of services.
    static func nested(_ block: String, in section: INIDocument.Section) -> [String: String] {
        section.properties[block]?.nested ?? [:]
    }
}
