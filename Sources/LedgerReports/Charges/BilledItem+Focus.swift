import Pricing

extension BilledItem {
    /// What is metered, in the title case of FOCUS.
    var meter: String {
        switch self {
        case .input: "Input Tokens"
        case .cacheRead: "Cache Read Input Tokens"
        case .cacheWrite5m: "Cache Write Input Tokens 5m"
        case .cacheWrite30m: "Cache Write Input Tokens 30m"
        case .cacheWrite1h: "Cache Write Input Tokens 1h"
        case .output: "Output Tokens"
        default:
            rawValue.split(separator: "_").map { $0.prefix(1).uppercased() + $0.dropFirst() }
                .joined(separator: " ")
        }
    }
}

extension BilledUnit {
    /// The unit as FOCUS writes it: capitalised, in the plural.
    var focusName: String {
        switch self {
        case .token: "Tokens"
        case .image: "Images"
        case .second: "Seconds"
        case .query: "Queries"
        case .textUnit: "Text Units"
        case .microdollar: "Microdollars"
        }
    }
}
