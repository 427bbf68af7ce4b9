/// How long a cached prefix lives after it was last used.
enum CacheLifetime: String, Sendable, Hashable {
    case fiveMinutes = "5m"
    case oneHour = "1h"

    /// In milliseconds.
    var milliseconds: Int64 {
        switch self {
        case .fiveMinutes: 300_000
        case .oneHour: 3_600_000
        }
    }
}
