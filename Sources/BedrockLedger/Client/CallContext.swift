import Ledger

/// Whom calls are charged to, as far as something says so: a client, the surrounding task, or the call itself.
///
/// What the call says wins over what the task says, and that over what the client says; tags add up.
public struct CallContext: Sendable, Hashable {
    /// The team that pays.
    public var team: String?
    /// The place in the caller's code, by a name that is better than that of file and function.
    public var callsite: String?
    /// The end user.
    public var user: String?
    /// Further labels by name.
    public var tags: [String: String]

    /// Whom calls are charged to.
    public init(team: String? = nil, callsite: String? = nil, user: String? = nil, tags: [String: String] = [:]) {
        self.team = team
        self.callsite = callsite
        self.user = user
        self.tags = tags
    }

    /// What the surrounding task says.
    @TaskLocal public static var current = CallContext()

    /// Charges all calls that are made within an operation, by whatever client, as a context says.
    ///
    /// ```swift
    /// try await CallContext.with(CallContext(user: request.userID, tags: ["tenant": tenant])) {
    ///     try await handle(request)
    /// }
    /// ```
    /// Contexts can be nested; the inner one adds to the outer one.
    public static func with<Value>(
        _ context: CallContext, isolation: isolated (any Actor)? = #isolation,
        _ operation: () async throws -> Value
    ) async rethrows -> Value {
        try await $current.withValue(current.adding(context), operation: operation)
    }

    /// This context with what another one says laid over it.
    func adding(_ inner: CallContext) -> CallContext {
        CallContext(
            team: inner.team ?? team, callsite: inner.callsite ?? callsite, user: inner.user ?? user,
            tags: tags.merging(inner.tags) { _, inner in inner })
    }

    /// Whom a call is charged to that is made at a place in the code.
    func attribution(at place: Callsite) -> Attribution {
        Attribution(
            team: team ?? Attribution.unknownTeam, callsite: callsite ?? place.name, user: user, tags: tags)
    }
}
