/// An answer of the dashboard, in terms of HTTP and of no framework.
public struct DashboardReply: Sendable, Hashable {
    /// The status.
    public var status: Int
    /// The headers, by name.
    public var headers: [String: String]
    /// The body.
    public var body: [UInt8]

    /// What keeps a page to itself: nothing of another host is loaded, nothing is run, nobody frames it, nobody keeps it.
    static let policy = [
        "Content-Security-Policy":
            "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; frame-ancestors 'none'; "
            + "base-uri 'none'",
        "Referrer-Policy": "no-referrer", "X-Content-Type-Options": "nosniff", "X-Frame-Options": "DENY",
        "Cross-Origin-Opener-Policy": "same-origin", "Cross-Origin-Resource-Policy": "same-origin",
        "Cache-Control": "no-store",
    ]

    /// An answer with the headers that all have.
    init(status: Int = 200, type: String, body: [UInt8], headers: [String: String] = [:]) {
        self.status = status
        self.headers = Self.policy.merging(["Content-Type": type]) { $1 }.merging(headers) { $1 }
        self.body = body
    }

    /// A page.
    static func page(_ html: String, status: Int = 200) -> DashboardReply {
        DashboardReply(status: status, type: "text/html; charset=utf-8", body: Array(html.utf8))
    }

    /// A way to another place of this host.
    static func redirect(to path: String, headers: [String: String] = [:]) -> DashboardReply {
        DashboardReply(
            status: 303, type: "text/plain; charset=utf-8", body: [],
            headers: headers.merging(["Location": path]) { $1 })
    }

    /// A page with one sentence.
    public static func problem(_ status: Int, _ message: String) -> DashboardReply {
        let page = DashboardPage.frame(title: "Bedrock spend") {
            HTML("main", ["id": "content"]) {
                HTML("div", ["class": "card login"]) {
                    HTML("h1") { "Not shown" }
                    HTML("p") { message }
                    HTML("p") { HTML("a", ["href": "/dashboard"]) { "To the dashboard" } }
                }
            }
        }
        return .page(page.markup, status: status)
    }
}
