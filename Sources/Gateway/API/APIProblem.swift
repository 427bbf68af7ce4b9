import AWSSigning
import Ledger
import LedgerReports
import LosslessJSON

/// Why the API does not do what it was asked for, as RFC 9457 writes problems.
struct APIProblem: Error, Sendable, Hashable {
    /// The kinds of problems; the names that programs branch on.
    enum Kind: String, Sendable, CaseIterable {
        case invalidParameter = "invalid-parameter"
        case invalidBody = "invalid-body"
        case unauthenticated
        case forbidden
        case notFound = "not-found"
        case methodNotAllowed = "method-not-allowed"
        case conflict
        case budgetExceeded = "budget-exceeded"
        case bodyTooLarge = "body-too-large"
        case unsupportedMediaType = "unsupported-media-type"
        case tooManyRequests = "too-many-requests"
        case unavailable

        /// The HTTP status, and the kind in words.
        var status: (code: Int, title: String) {
            switch self {
            case .invalidParameter: (400, "A parameter cannot be taken")
            case .invalidBody: (400, "The body cannot be taken")
            case .unauthenticated: (401, "A token is needed")
            case .budgetExceeded: (402, "A budget has no room")
            case .forbidden: (403, "The key is not for this")
            case .notFound: (404, "There is no such thing")
            case .methodNotAllowed: (405, "The method is not for this path")
            case .conflict: (409, "It contradicts what is known")
            case .bodyTooLarge: (413, "The body is too large")
            case .unsupportedMediaType: (415, "The body is no JSON")
            case .tooManyRequests: (429, "Later")
            case .unavailable: (503, "Not now")
            }
        }
    }

    let kind: Kind
    /// What happened and what to do.
    let detail: String
    /// The parameter, or the member of the body, that is meant.
    var parameter: String?
    /// What was given, cut to a length that fits a message and without control characters.
    var value: String?
    /// What is allowed.
    var allowed: String?
    /// Why a budget refused.
    var refusal: Refusal?
    /// Further headers.
    var headers: [HeaderField] = []

    init(_ kind: Kind, _ detail: String) {
        self.kind = kind
        self.detail = detail
    }

    /// A value that cannot be taken; `nil` for one that is missing.
    static func invalid(
        _ parameter: String, _ value: String?, _ allowed: String, kind: Kind = .invalidParameter
    ) -> APIProblem {
        let parameter = shown(parameter)
        let detail =
            value.map { "\(parameter) \(LedgerError.quoted($0)) is not \(allowed)" }
            ?? "\(parameter) is missing; it has to be \(allowed)"
        var problem = APIProblem(kind, detail)
        problem.parameter = parameter
        problem.value = value.map(shown)
        problem.allowed = allowed
        return problem
    }

    static func forbidden(_ detail: String, parameter: String? = nil) -> APIProblem {
        var problem = APIProblem(.forbidden, detail)
        problem.parameter = parameter
        return problem
    }

    static func notFound(_ what: String, _ name: String) -> APIProblem {
        APIProblem(.notFound, "there is no \(what) \(LedgerError.quoted(name))")
    }

    static let unauthenticated: APIProblem = {
        var problem = APIProblem(
            .unauthenticated, "send Authorization: Bearer with a token that bedrock-ledger key create printed")
        problem.headers = [HeaderField("WWW-Authenticate", "Bearer")]
        return problem
    }()

    /// A text without control characters, of 64 characters at most.
    private static func shown(_ text: String) -> String { String(LedgerError.quoted(text).dropFirst().dropLast()) }

    /// The answer.
    var reply: WholeReply {
        var writer = JSONWriter()
        writer.beginObject()
        writer.member("type", "urn:bedrock-ledger:problem:\(kind.rawValue)")
        writer.member("title", kind.status.title)
        writer.member("status", kind.status.code)
        writer.member("detail", detail)
        if let parameter { writer.member("parameter", parameter) }
        if let value { writer.member("value", value) }
        if let allowed { writer.member("allowed", allowed) }
        if let refusal {
            writer.key("refused")
            writer.beginObject()
            refusal.writeMembers(to: &writer)
            writer.endObject()
        }
        writer.endObject()
        return WholeReply(
            status: kind.status.code, headers: [HeaderField("Content-Type", "application/problem+json")] + headers,
            body: writer.bytes)
    }
}
