import ArgumentParser

/// Whose form an export has.
enum ExportProfile: String, ExpressibleByArgument, CaseIterable {
    /// One row a call.
    case calls
    /// One row a day, team, callsite and model.
    case spend
    /// FOCUS 1.2.
    case focus
    /// What Vantage takes for a custom provider.
    case vantage
    /// What Datadog takes as custom costs.
    case datadog
}
