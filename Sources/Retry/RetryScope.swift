/// The reach of one Bedrock quota: an account, a region and a model.
public struct RetryScope: Sendable, Hashable {
    /// The account whose quota is used, by any stable name.
    public let account: String

    /// The region the call is sent to, such as `eu-central-1`.
    public let region: String

    /// The model as it is called. An inference profile has a quota of its own, so `us.` and the plain id are two.
    public let model: String

    /// Creates a scope.
    ///
    /// - Parameters:
    ///   - account: The account whose quota is used.
    ///   - region: The region the call is sent to.
    ///   - model: The model as it is called.
    public init(account: String, region: String, model: String) {
        self.account = account
        self.region = region
        self.model = model
    }
}
