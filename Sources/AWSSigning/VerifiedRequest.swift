/// What is certain about a request whose signature is right.
public struct VerifiedRequest: Sendable, Hashable {
    /// The access key that signed.
    public let accessKeyID: String

    /// Day, region and service that the request was signed for.
    public let scope: CredentialScope

    /// When the request was signed, by the sender's clock.
    public let time: UTCTime

    /// The names of the headers that the signature covers, in lower case and sorted; of others nothing is certain.
    public let signedHeaders: [String]

    /// The path that was signed: the path as received, with empty, `.` and `..` segments resolved, its escapes kept.
    ///
    /// Choose the route by this one. Paths that differ only in such segments have the same signature.
    public let path: String

    /// The signature. A caller that wants to refuse replays keeps these until the tolerance has passed.
    public let signature: String
}
