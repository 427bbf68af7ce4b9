/// The names of the headers that the rules speak of, in lower case.
enum HeaderName {
    static let authorization = "authorization"
    /// What HTTP/2 has in the place of `Host`; some senders sign it under this name.
    static let authority = ":authority"
    static let contentHash = "x-amz-content-sha256"
    static let contentType = "content-type"
    static let date = "x-amz-date"
    static let host = "host"
    static let securityToken = "x-amz-security-token"
}
