import ServiceLifecycle

/// Runs an emulator for as long as a closure runs, and stops it behind.
///
/// ```swift
/// let bill = try await withEmulator { emulator, address in
///     try await callSomething(at: address.url)
///     return emulator.account.totalCost
/// }
/// ```
///
/// - Parameters:
///   - configuration: How the emulator behaves.
///   - isolation: The actor the closure runs on; leave it to the compiler.
///   - body: What is done meanwhile; it gets the emulator and where it listens.
/// - Returns: What the closure returns.
/// - Throws: What the closure throws, or why the emulator does not run.
public func withEmulator<Result: Sendable>(
    _ configuration: EmulatorConfiguration = EmulatorConfiguration(),
    isolation: isolated (any Actor)? = #isolation,
    _ body: (BedrockEmulator, EmulatorAddress) async throws -> Result
) async throws -> Result {
    let emulator = try BedrockEmulator(configuration: configuration)
    var groupConfiguration = ServiceGroupConfiguration(services: [emulator], logger: configuration.logger)
    // Clients that keep their connections open must not keep the emulator open.
    groupConfiguration.maximumGracefulShutdownDuration = .seconds(5)
    let services = ServiceGroup(configuration: groupConfiguration)
    return try await withThrowingTaskGroup(of: Void.self) { group in
        group.addTask { try await services.run() }
        do {
            let result = try await body(emulator, emulator.address())
            await services.triggerGracefulShutdown()
            try await group.waitForAll()
            return result
        } catch {
            group.cancelAll()
            throw error
        }
    }
}
