/// What `~/.aws/config` and `~/.aws/credentials` say together.
struct SharedConfiguration: Sendable {
    /// The name of the profile that is used where none is named.
    static let defaultProfile = "default"

    private let profiles: [String: Profile]
    private let sessions: [String: INIDocument.Section]
    private let services: [String: INIDocument.Section]

    /// Where the configuration was looked for, as it was written.
    let configPath: String
    /// Where the credentials were looked for, as it was written.
    let credentialsPath: String

    /// Reads both files; a file that is not there counts as empty.
    ///
    /// - Throws: ``CredentialError`` where a file cannot be read or a line of it is not understood.
    init(reading environment: AWSEnvironment) throws(CredentialError) {
        configPath = environment.value("AWS_CONFIG_FILE") ?? Self.standardConfigPath
        credentialsPath = environment.value("AWS_SHARED_CREDENTIALS_FILE") ?? Self.standardCredentialsPath
        let config = try Self.document(at: configPath, in: environment)
        let credentials = try Self.document(at: credentialsPath, in: environment)
        var profiles: [String: Profile] = [:]
        var sessions: [String: INIDocument.Section] = [:]
        var services: [String: INIDocument.Section] = [:]
        for (header, section) in config.sections {
            switch Self.kind(of: header) {
            // `[profile default]` counts before `[default]`, whatever their order.
            case .profile(let name) where header != name || config.sections["profile default"] == nil:
                profiles[name] = Profile(name: name, config: section, configPath: configPath)
            case .session(let name): sessions[name] = section
            case .services(let name): services[name] = section
            case .profile, nil: break
            }
        }
        for (name, section) in credentials.sections {
            profiles[name, default: Profile(name: name)].add(credentials: section, path: credentialsPath)
        }
        self.profiles = profiles
        self.sessions = sessions
        self.services = services
    }

    /// A profile, nil where neither file has it.
    func profile(_ name: String) -> Profile? { profiles[name] }

    /// The properties of `[sso-session name]`.
    func session(_ name: String) -> INIDocument.Section? { sessions[name] }

    /// The properties of `[services name]`.
    func services(_ name: String) -> INIDocument.Section? { services[name] }

    private static let standardConfigPath = "~/.aws/config"
    private static let standardCredentialsPath = "~/.aws/credentials"

    private static func document(
        at path: String, in environment: AWSEnvironment
    ) throws(CredentialError) -> INIDocument {
        let isStandard = path == standardConfigPath || path == standardCredentialsPath
        if isStandard, environment.homeDirectory == nil { return INIDocument() }
        guard let bytes = try environment.contents(of: path, limit: INIParser.maximumBytes) else {
            return INIDocument()
        }
        return try INIParser.parse(bytes, path: path)
    }

    private enum Kind {
        case profile(String), session(String), services(String)
    }

    /// What a section of the configuration is; nil for those that are not for SDKs, such as `[preview]`.
    private static func kind(of header: String) -> Kind? {
        if header == defaultProfile { return .profile(header) }
        guard let words = ShellWords.split(header), words.count == 2 else { return nil }
        switch words[0] {
        case "profile": return .profile(words[1])
        case "sso-session": return .session(words[1])
        case "services": return .services(words[1])
        default: return nil
        }
    }
}
