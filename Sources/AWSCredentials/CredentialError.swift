/// Why credentials, a region or an endpoint could not be found out.
///
/// It names the place (a variable, a file with its line, a profile, an address) and what to do. It repeats no value that
/// may be secret: no key, no token, no content of a file, no body of a response.
public struct CredentialError: Error, Sendable, Hashable {
    /// What kind of failure it is, to decide on.
    public let code: Code

    /// Where it happened, as `profile 'dev'` or `variable AWS_REGION`.
    public let place: String

    /// What happened there.
    public let reason: String

    /// What to do about it, nil where nothing can be said.
    public let remedy: String?

    /// An error of a provider of one's own.
    ///
    /// - Parameters:
    ///   - code: The kind of failure.
    ///   - place: Where it happened.
    ///   - reason: What happened, without anything that may be secret.
    ///   - remedy: What to do about it.
    public init(_ code: Code, at place: String, _ reason: String, remedy: String? = nil) {
        self.code = code
        self.place = place
        self.reason = reason
        self.remedy = remedy
    }
}

extension CredentialError {
    /// The kinds of failure; more may come.
    public struct Code: Sendable, Hashable {
        private enum Kind {
            case notFound, configuration, file, unreachable, refused, answer, expired, unsupported, process
        }

        private let kind: Kind

        private init(_ kind: Kind) { self.kind = kind }

        /// Nothing is configured anywhere that was looked at.
        public static let notFound = Code(.notFound)
        /// What is configured is incomplete, contradictory or malformed.
        public static let configuration = Code(.configuration)
        /// A file is missing, cannot be read or is too large.
        public static let file = Code(.file)
        /// A service did not answer; trying later may help.
        public static let unreachable = Code(.unreachable)
        /// A service answered, and said no.
        public static let refused = Code(.refused)
        /// A service or a program answered something that cannot be understood.
        public static let answer = Code(.answer)
        /// What was found has ceased to be valid; someone has to log in again.
        public static let expired = Code(.expired)
        /// What is configured needs something that this module does not do.
        public static let unsupported = Code(.unsupported)
        /// The program of `credential_process` could not be run or failed.
        public static let process = Code(.process)
    }

    /// Whether the same attempt may succeed a little later without anyone changing anything.
    public var isTransient: Bool { code == .unreachable }
}

extension CredentialError: CustomStringConvertible {
    /// Place, reason and remedy in one line.
    public var description: String {
        "\(place): \(reason)" + (remedy.map { "; \($0)" } ?? "")
    }
}
