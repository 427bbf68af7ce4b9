extension DashboardReply {
    /// The form that asks for a token.
    ///
    /// - Parameter failed: Whether it was asked before, and the token was not good.
    /// - Returns: The page.
    public static func login(failed: Bool = false) -> DashboardReply {
        let page = DashboardPage.frame(title: "Log in · Bedrock spend") {
            HTML("main", ["id": "content"]) {
                HTML("div", ["class": "card login"]) {
                    HTML("h1") { "Bedrock spend" }
                    if failed {
                        HTML("p", ["class": "bad", "role": "alert"]) { "■ That token is not known, or has ended." }
                    }
                    HTML("form", ["method": "post", "action": "/dashboard/login"]) {
                        HTML("div", ["class": "field"]) {
                            HTML("label", ["for": "token"]) { "Token" }
                            HTML(
                                "input",
                                [
                                    "id": "token", "name": "token", "type": "password", "required": "",
                                    "autocomplete": "current-password", "maxlength": "512",
                                ])
                        }
                        HTML("button", ["type": "submit"]) { "Log in" }
                    }
                }
            }
        }
        return .page(page.markup, status: failed ? 403 : 401)
    }

    /// A way to another place of this host, with a cookie to keep.
    public static func redirect(to path: String, cookie: String) -> DashboardReply {
        redirect(to: path, headers: ["Set-Cookie": cookie])
    }

    /// The token in the bytes of the form; `nil` where there is none.
    public static func token(ofForm bytes: [UInt8]) -> String? {
        guard let text = String(validating: bytes, as: UTF8.self), let fields = FormEncoding.fields(of: text),
            let token = fields.first(where: { $0.name == "token" })?.value, !token.isEmpty
        else { return nil }
        return token
    }
}
