import ArgumentParser
import Gateway

/// The limits of a gateway that depend on how many use it, and from where.
struct GatewayLimitOptions: ParsableArguments {
    @Option(help: ArgumentHelp("The most calls under way at a time; further ones get 429.", valueName: "count"))
    var callsInFlight = GatewayLimits().callsInFlight

    @Option(help: ArgumentHelp("The most calls under way for one key at a time.", valueName: "count"))
    var callsPerKey = GatewayLimits().callsInFlightPerKey

    @Option(
        help: ArgumentHelp(
            "The most connections of one address at a time; raise it for a proxy in front.", valueName: "count"))
    var connectionsPerAddress = GatewayLimits().connectionsPerAddress

    func validate() throws {
        let counts = [
            ("--calls-in-flight", callsInFlight), ("--calls-per-key", callsPerKey),
            ("--connections-per-address", connectionsPerAddress),
        ]
        for (name, count) in counts where count < 1 { throw ValidationError("\(name) must be at least 1") }
    }

    /// The usual limits with these in their places.
    var limits: GatewayLimits {
        var limits = GatewayLimits()
        limits.callsInFlight = callsInFlight
        limits.callsInFlightPerKey = callsPerKey
        limits.connectionsPerAddress = connectionsPerAddress
        return limits
    }
}
