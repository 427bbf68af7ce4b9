import AWSSigning
import Dashboard
import HummingbirdCore
import NIOCore
import Pricing

/// Decides who sees the dashboard, and hands on to it.
///
/// Where calls are served without keys, so is the dashboard, to browsers of this machine. Everywhere else it takes a
/// token, which a form asks for and a session stands for from then on.
struct DashboardDoor: Sendable {
    /// The largest form that is read, in bytes.
    static let maximumFormBytes = 4096
    private static let cookie = "bedrock-ledger-session"

    let site: DashboardSite
    let login: DashboardLogin?
    /// The requests under way, of which each may read much of the ledger.
    let questions: RequestsInFlight
    let clock: @Sendable () -> Timestamp
    /// Whether everybody on this machine may see everything.
    let isOpen: @Sendable () async throws -> Bool
    private let sessions = DashboardSessions()

    init(
        site: DashboardSite, login: DashboardLogin?, questions: RequestsInFlight,
        clock: @escaping @Sendable () -> Timestamp, isOpen: @escaping @Sendable () async throws -> Bool
    ) {
        self.site = site
        self.login = login
        self.questions = questions
        self.clock = clock
        self.isOpen = isOpen
    }

    /// The answer to a request for the dashboard.
    ///
    /// - Throws: ``GatewayRefusal`` where too many ask at once; what the ledger throws where it is asked who may see it.
    func reply(to head: ReceivedHead, from peer: PeerAddress?, body: RequestBody) async throws -> WholeReply {
        let place = try questions.enter(nil)
        defer { withExtendedLifetime(place) {} }
        return WholeReply(try await answer(to: head, from: peer, body: body))
    }

    private func answer(
        to head: ReceivedHead, from peer: PeerAddress?, body: RequestBody
    ) async throws -> DashboardReply {
        if let asset = DashboardSite.asset(head.target) { return asset }
        if try await isOpen() {
            guard head.isFromThisMachine else {
                return .problem(403, "Without keys the dashboard is for browsers of the gateway's own machine.")
            }
            guard head.method != "POST" else { return .problem(405, "Nobody has to log in here.") }
            return await site.reply(method: head.method, target: head.target, access: .all)
        }
        guard let login else {
            return .problem(
                403,
                "This gateway lets nobody in to its dashboard; see it with bedrock-ledger dashboard on its machine.")
        }
        if head.method == "POST" { return try await change(head, from: peer, body: body, login) }
        let session = head.cookie(Self.cookie)
        if let session, let token = sessions.token(of: session, at: clock()) {
            if let access = try await login.access(token, from: peer, at: clock()) {
                return await site.reply(method: head.method, target: head.target, access: access, hasSession: true)
            }
            sessions.end(session)
        }
        return head.path == "/dashboard" ? .login() : .problem(401, "Log in to see this.")
    }

    /// Logs somebody in or out. Another site cannot do so in somebody's name.
    private func change(
        _ head: ReceivedHead, from peer: PeerAddress?, body: RequestBody, _ login: DashboardLogin
    ) async throws -> DashboardReply {
        guard head.isSameOrigin else { return .problem(403, "The form has to come from the dashboard itself.") }
        if head.target == "/dashboard/logout" {
            if let session = head.cookie(Self.cookie) { sessions.end(session) }
            return .redirect(to: "/dashboard", cookie: Self.cookie(head, "", maximumAge: 0))
        }
        let now = clock()
        guard head.hasLoopbackHost || head["origin"]?.lowercased().hasPrefix("http://") != true else {
            // Browsers drop the cookie, which is for https only, without a word.
            return .problem(403, "Other machines log in over https only: give the gateway a certificate, or a proxy.")
        }
        var form: [UInt8] = []
        for try await buffer in body {
            guard form.count + buffer.readableBytes <= Self.maximumFormBytes else {
                return .problem(413, "The form is too large.")
            }
            form.append(contentsOf: buffer.readableBytesView)
        }
        guard let token = DashboardReply.token(ofForm: form),
            try await login.access(token, from: peer, at: now) != nil
        else {
            return .login(failed: true)
        }
        let seconds = DashboardSessions.idleMilliseconds / 1000
        return .redirect(
            to: "/dashboard", cookie: Self.cookie(head, sessions.start(token: token, at: now), maximumAge: seconds))
    }

    /// A cookie that no script reads, that no other site sends, and that goes over https only, but for this machine.
    private static func cookie(_ head: ReceivedHead, _ value: String, maximumAge: Int64) -> String {
        "\(cookie)=\(value); Path=/dashboard; Max-Age=\(maximumAge); HttpOnly; SameSite=Strict"
            + (head.hasLoopbackHost ? "" : "; Secure")
    }
}

extension WholeReply {
    /// An answer of the dashboard.
    fileprivate init(_ reply: DashboardReply) {
        self.init(
            status: reply.status,
            headers: reply.headers.sorted { $0.key < $1.key }.map { HeaderField($0.key, $0.value) }, body: reply.body)
    }
}
