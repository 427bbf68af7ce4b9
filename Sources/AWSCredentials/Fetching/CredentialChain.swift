internal import AWSSigning
internal import Synchronization

/// Places in the order in which they are looked at.
///
/// Once a place has given credentials the chain stays with it: a file that is away for a moment must not make the process
/// someone else.
final class CredentialChain: CredentialSource {
    let name: String
    private let sources: [any CredentialSource]
    private let chosen = Mutex<Int?>(nil)

    init(named name: String, _ sources: [any CredentialSource]) {
        self.name = name
        self.sources = sources
    }

    func fetch() async throws -> CredentialFinding {
        if let index = chosen.withLock({ $0 }) {
            let source = sources[index]
            let finding = try await source.fetch()
            guard case .nothing(let reason) = finding else { return finding }
            throw CredentialError(
                .notFound, at: source.name, "has given credentials before and has none now: \(reason)")
        }
        var tried: [(names: [String], reason: String)] = []
        for (index, source) in sources.enumerated() {
            switch try await source.fetch() {
            case .found(let credentials):
                chosen.withLock { $0 = index }
                return .found(credentials)
            case .nothing(let reason):
                // Places that lack the same thing are named together.
                if tried.last?.reason == reason {
                    tried[tried.count - 1].names.append(source.name)
                } else {
                    tried.append(([source.name], reason))
                }
            }
        }
        let reasons = tried.map { "\($0.names.joined(separator: ", ")): \($0.reason)" }
        return .nothing(because: "nothing found (" + reasons.joined(separator: "; ") + ")")
    }
}

extension CredentialChain {
    /// The default chain of AWS SDKs, in the order of botocore 1.43 (state 2026-11).
    static func standard(_ context: CredentialContext) -> CredentialChain {
        let instance = InstanceSource(context)
        // A profile named in code is meant; variables of the surroundings are then left out.
        let environment: [any CredentialSource] =
            context.profile.isExplicit ? [] : [EnvironmentSource(environment: context.environment)]
        return CredentialChain(
            named: "AWS credentials",
            environment + [AssumeRoleSource(context: context, instance: instance)] + places(of: context)
                + [ContainerSource(context: context), instance])
    }

    /// The places that a profile may name, but for the assumption of a role.
    static func places(of context: CredentialContext) -> [any CredentialSource] {
        [
            WebIdentitySource(context: context), SSOSource(context: context),
            ProfileKeysSource(context: context, file: .credentials), LoginSessionSource(context: context),
            ProcessSource(context: context), ProfileKeysSource(context: context, file: .config),
        ]
    }
}
