import Logging
import ServiceLifecycle

/// Services in a task of its own, which an interruption of the command does not cancel: so it can end what it has begun.
struct ShieldedService: Sendable {
    private let services: ServiceGroup
    private let task: Task<Void, any Error>

    /// Starts services; the last one is the first to be asked to end.
    ///
    /// - Parameters:
    ///   - members: The services.
    ///   - grace: How long they may take to end, in milliseconds.
    ///   - logger: Where its troubles are told.
    init(_ members: any Service..., grace: Int64, logger: Logger) {
        var configuration = ServiceGroupConfiguration(services: members, logger: logger)
        configuration.maximumGracefulShutdownDuration = .milliseconds(grace)
        let services = ServiceGroup(configuration: configuration)
        self.services = services
        task = Task { try await services.run() }
    }

    /// Waits for its end; where the caller is cancelled meanwhile, asks it to end.
    ///
    /// - Throws: Why it ended by itself.
    func end() async throws {
        try await withTaskCancellationHandler {
            try await task.value
        } onCancel: {
            Task { await services.triggerGracefulShutdown() }
        }
    }

    /// Asks it to end, and waits until it has.
    func stop() async {
        await services.triggerGracefulShutdown()
        _ = await task.result
    }
}
