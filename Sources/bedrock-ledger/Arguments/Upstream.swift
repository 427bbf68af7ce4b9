import ArgumentParser

/// Where a gateway sends calls on to: `aws`, `emulator`, `auto`, or the address of an endpoint.
enum Upstream: ExpressibleByArgument, Equatable {
    /// Bedrock, in the region.
    case aws
    /// An emulator in the same process, which costs nothing.
    case emulator
    /// Bedrock where there are credentials of AWS, else the emulator.
    case auto
    /// An endpoint that speaks the protocol of bedrock-runtime.
    case endpoint(String)

    /// One of the words, or an address that begins with its scheme.
    init?(argument: String) {
        switch argument {
        case "aws": self = .aws
        case "emulator": self = .emulator
        case "auto": self = .auto
        default:
            guard argument.hasPrefix("https://") || argument.hasPrefix("http://") else { return nil }
            self = .endpoint(argument)
        }
    }

    var defaultValueDescription: String {
        switch self {
        case .aws: "aws"
        case .emulator: "emulator"
        case .auto: "auto"
        case .endpoint(let address): address
        }
    }
}
