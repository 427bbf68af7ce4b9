import AWSSigning
import ArgumentParser

/// Who may call a server.
struct CallerOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "An access key id that may sign requests; repeatable (default: every signature is accepted).",
            valueName: "id"))
    var accessKey: [String] = []

    @Option(help: ArgumentHelp("The secret of the access key, alone in a file; one for each.", valueName: "file"))
    var secretAccessKeyFile: [String] = []

    @Option(help: ArgumentHelp("A bearer token that is accepted, alone in a file; repeatable.", valueName: "file"))
    var bearerTokenFile: [String] = []

    func validate() throws {
        guard accessKey.count == secretAccessKeyFile.count else {
            throw ValidationError("give one --secret-access-key-file for each --access-key")
        }
    }

    /// The access keys with their secrets.
    ///
    /// - Throws: ``CommandFailure`` naming a file that cannot be read or is empty.
    func credentials() throws -> [Credentials] {
        try zip(accessKey, secretAccessKeyFile).map { id, path in
            Credentials(accessKeyID: id, secretAccessKey: try InputFile.secret(in: path))
        }
    }

    /// The bearer tokens.
    ///
    /// - Throws: ``CommandFailure`` naming a file that cannot be read or holds no token.
    func tokens() throws -> [BearerToken] {
        try bearerTokenFile.map { path in
            guard let token = BearerToken(try InputFile.secret(in: path)) else {
                throw CommandFailure(.usage, "\(path) holds no bearer token")
            }
            return token
        }
    }
}
