import ArgumentParser

/// Where a gateway sends calls on to: `aws`, `emulator`, or the address of an endpoint.
enum Upstream: ExpressibleByArgument, Equatable {
    /// Bedrock, in the region.
    case aws
    /// An emulator in the same process, which costs nothing.
    case emulator
    /// An endpoint that speaks the protocol of bedrock-runtime.
    case endpoint(String)

    /// One of the words, or an address that begins with its scheme.
    init?(argument: String) {
        switch argument {
        case "aws": self = .aws
        case "emulator": self = .emulator
        default:
            guard argument.hasPrefix("https://") || argument.hasPrefix("http://") else { return nil }
            self = .endpoint(argument)
        }
    }

    var defaultValueDescription: String {
        switch self {
        case .aws: "aws"
        case .emulator: "emulator"
        case .endpoint(let address): address
        }
    }
}
