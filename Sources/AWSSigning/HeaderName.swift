/// The names of the headers that the rules speak of, in lower case.
enum HeaderName {
    static let authorization = "authorization"
    static let contentHash = "x-amz-content-sha256"
    static let contentType = "content-type"
    static let date = "x-amz-date"
    static let host = "host"
    static let securityToken = "x-amz-security-token"
}
