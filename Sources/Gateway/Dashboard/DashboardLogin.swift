public import Dashboard

/// Lets somebody in to the dashboard by a token.
///
/// It is asked at every request of a session again, so a token that ends closes the dashboard at once.
public struct DashboardLogin: Sendable {
    /// What the holder of a token may see; `nil` where the token is not, or no longer, good for anything.
    public let access: @Sendable (String) async throws -> DashboardAccess?

    /// A way in.
    ///
    /// - Parameter access: What the holder of a token may see. Compare in constant time.
    public init(access: @escaping @Sendable (String) async throws -> DashboardAccess?) {
        self.access = access
    }
}
