/// What kind of failure no retry can cure.
public enum FailureKind: String, Sendable, Hashable, CaseIterable {
    /// A quota that does not refill within seconds: a resource limit, a daily token limit, unpaid billing.
    case quota

    /// The request itself is wrong.
    case invalidRequest

    /// The caller may not do this, or did not prove who it is.
    case access

    /// The model or resource does not exist, or is not enabled for this account.
    case notFound

    /// No rule knows this failure. Retrying what is not understood risks paying twice, so it fails.
    case unclassified
}
