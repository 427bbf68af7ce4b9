import ArgumentParser

/// How many tokens a unit of a bill counts.
enum UnitSize: String, ExpressibleByArgument, CaseIterable {
    case token = "1"
    case thousand = "1K"
    case million = "1M"

    var powerOfTen: Int {
        switch self {
        case .token: 0
        case .thousand: 3
        case .million: 6
        }
    }
}
