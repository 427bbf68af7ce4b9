internal import AWSSigning
internal import Subprocess

/// Credentials that a program writes: `credential_process`.
///
/// Rules: *AWS SDKs and Tools Reference Guide, "Process credential provider"* (state 2026-11). The program is started
/// directly, not by a shell. What it writes to standard error may hold anything and is not passed on.
struct ProcessSource: CredentialSource {
    let context: CredentialContext
    /// How long the program may take; a person may have to touch a device meanwhile.
    var timeout: Duration = .seconds(60)

    let name = "credential_process"

    private static let maximumOutputBytes = 64 << 10

    func fetch() async throws -> CredentialFinding {
        guard let (profile, _) = try context.selectedProfile() else { return .nothing(because: context.noProfile) }
        guard let command = profile["credential_process"] else {
            return .nothing(because: "profile '\(profile.name)' has no credential_process")
        }
        let place = profile.place(of: "credential_process")
        guard let words = ShellWords.split(command), let program = words.first, !program.isEmpty else {
            throw CredentialError(
                .configuration, at: place, "is no command", remedy: "see that every quote is closed")
        }
        let output = try await output(of: program, Array(words.dropFirst()), at: place)
        let document = try CredentialDocument(output, at: place)
        guard try document.requiredInteger("Version") == 1 else {
            throw CredentialError(.answer, at: place, "gave a document of a version that is not 1")
        }
        return .found(try document.credentials(tokenNamed: "SessionToken"))
    }

    private func output(of program: String, _ arguments: [String], at place: String) async throws -> [UInt8] {
        try await withThrowingTaskGroup(of: [UInt8]?.self) { group in
            group.addTask { try await run(program, arguments, at: place) }
            group.addTask {
                try await Task.sleep(for: timeout)
                return nil
            }
            defer { group.cancelAll() }
            guard let output = try await group.next() ?? nil else {
                throw CredentialError(.process, at: place, "the program was stopped, for it took over \(timeout)")
            }
            return output
        }
    }

    private func run(_ program: String, _ arguments: [String], at place: String) async throws -> [UInt8] {
        var options = PlatformOptions()
        // A group of its own, so that what the program has started ends with it.
        options.processGroupID = 0
        options.teardownSequence = [
            .gracefulShutDown(toProcessGroup: true, allowedDurationToNextStep: .milliseconds(200))
        ]
        let variables = context.environment.allVariables.compactMap { name, value in
            Environment.Key(rawValue: name).map { ($0, value) }
        }
        let result: ExecutionResult<Void, BytesOutput, DiscardedOutput>
        do {
            result = try await Subprocess.run(
                program.contains("/") ? .path(Self.literal(program)) : .name(program), arguments: Arguments(arguments),
                environment: .custom(Dictionary(variables) { first, _ in first }), platformOptions: options,
                output: .bytes(limit: Self.maximumOutputBytes), error: .discarded)
        } catch let error as SubprocessError {
            try Task.checkCancellation()
            throw Self.fault(error, at: place)
        }
        guard result.terminationStatus.isSuccess else {
            try Task.checkCancellation()
            throw CredentialError(
                .process, at: place, "the program failed: \(result.terminationStatus)",
                remedy: "run it by hand to see what it says")
        }
        return result.standardOutput
    }

    /// A path as Subprocess takes it, made by way of its literal: its other initialisers need a module of System's own.
    private static func literal<Path: ExpressibleByStringLiteral>(_ text: String) -> Path
    where Path.StringLiteralType == String {
        Path(stringLiteral: text)
    }

    private static func fault(_ error: SubprocessError, at place: String) -> CredentialError {
        switch error.code {
        case .outputLimitExceeded:
            CredentialError(.process, at: place, "the program wrote more than \(maximumOutputBytes) bytes")
        case .executableNotFound, .spawnFailed:
            CredentialError(
                .process, at: place, "the program cannot be started",
                remedy: "see that it exists and may be executed; quote a path that has blanks")
        default:
            CredentialError(.process, at: place, "the program could not be run to its end")
        }
    }
}
