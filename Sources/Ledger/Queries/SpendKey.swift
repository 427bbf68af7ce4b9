/// What spend can be grouped by.
public enum SpendKey: Sendable, Hashable {
    /// The team.
    case team
    /// The callsite.
    case callsite
    /// The end user.
    case user
    /// The model.
    case model
    /// The AWS region.
    case region
    /// The kind of call.
    case operation
    /// The hour, UTC.
    case hour
    /// The day, UTC.
    case day
    /// The month, UTC.
    case month
    /// The value of a tag.
    case tag(String)

    /// The key by its name: `team`, `day`, `tag:environment`.
    ///
    /// - Returns: `nil` for a name that is no key.
    public init?(_ name: some StringProtocol) {
        switch name {
        case "team": self = .team
        case "callsite": self = .callsite
        case "user": self = .user
        case "model": self = .model
        case "region": self = .region
        case "operation": self = .operation
        case "hour": self = .hour
        case "day": self = .day
        case "month": self = .month
        default:
            guard name.hasPrefix("tag:"), name.count > 4 else { return nil }
            self = .tag(String(name.dropFirst(4)))
        }
    }

    /// The name of the key, as it heads a column.
    public var name: String {
        switch self {
        case .team: "team"
        case .callsite: "callsite"
        case .user: "user"
        case .model: "model"
        case .region: "region"
        case .operation: "operation"
        case .hour: "hour"
        case .day: "day"
        case .month: "month"
        case .tag(let name): "tag:\(name)"
        }
    }

    /// The names that ``init(_:)`` takes, for messages.
    public static let allNames = "team, callsite, user, model, region, operation, hour, day, month, tag:NAME"
}
