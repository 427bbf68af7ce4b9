import HummingbirdCore
import Logging
import NIOCore
import NIOPosix
public import Pricing
public import ServiceLifecycle
import Synchronization

/// A bedrock-runtime over HTTP that is deterministic, costs nothing, and fails when told to.
///
/// It serves Converse, ConverseStream, InvokeModel, InvokeModelWithResponseStream and CountTokens for unmodified clients,
/// and keeps an account of every call that AWS would have billed.
///
/// ```swift
/// try await withEmulator { emulator, address in
///     emulator.enqueue(.init(.loseResponse))
///     // … call address.url …
///     print(emulator.account.totalCost)
/// }
/// ```
///
/// In an application of services, run it in a `ServiceGroup` and ask ``address()`` where it listens.
public final class BedrockEmulator: Service {
    private let emulation: Emulation
    private let gate = AddressGate()

    /// An emulator that does not listen yet.
    ///
    /// - Throws: `RateCardError` where the shipped rate card cannot be read.
    public init(configuration: EmulatorConfiguration = EmulatorConfiguration()) throws {
        emulation = try Emulation(configuration)
    }

    /// Listens until it is shut down gracefully or cancelled. Call it once.
    ///
    /// - Throws: Why the address cannot be bound.
    public func run() async throws {
        let configuration = emulation.configuration
        let responder = Responder(emulation: emulation)
        let server = try HTTPServerBuilder.http1(
            configuration: HTTP1Channel.Configuration(
                idleTimeout: .seconds(300),
                httpDecoderConfiguration: .init(
                    maxHeaderFieldSize: configuration.limits.headerBytes,
                    maxHeaderListSize: configuration.limits.headerBytes))
        ).buildServer(
            configuration: ServerConfiguration(
                address: .hostname(configuration.host, port: configuration.port),
                availableConnectionsDelegate: MaximumAvailableConnections(configuration.limits.connections)),
            eventLoopGroup: MultiThreadedEventLoopGroup.singleton, logger: configuration.logger,
            responder: { request, writer, _ in try await responder.respond(to: request, writer: writer) },
            onServerRunning: { [gate] channel in
                gate.open(
                    .success(EmulatorAddress(host: configuration.host, port: channel.localAddress?.port ?? 0)))
            })
        do {
            try await server.run()
        } catch {
            gate.open(.failure(error))
            throw error
        }
        gate.open(.failure(EmulatorError.stopped))
    }

    /// Where the emulator listens; waits until it does.
    ///
    /// - Throws: Why it does not, or `CancellationError`.
    public func address() async throws -> EmulatorAddress {
        try await gate.address()
    }

    /// What was billed so far.
    public var account: EmulatorAccount {
        emulation.state.withLock { $0.account }
    }

    /// Orders a fault for the next call that fits and has none ordered before; faults are met in their order.
    ///
    /// - Parameters:
    ///   - fault: What goes wrong. With `attempts`, as many calls in a row meet it.
    ///   - model: The model as in the path; nil for any.
    ///   - operation: The kind of call; nil for any.
    /// - Throws: ``EmulatorError/tooManyFaults(limit:)``.
    public func enqueue(
        _ fault: EmulatorFault, model: String? = nil, operation: CallOperation? = nil
    ) throws(EmulatorError) {
        let limit = emulation.configuration.limits.queuedFaults
        let isTaken = emulation.state.withLock {
            $0.queue.append(fault, model: model, operation: operation)
        }
        guard isTaken else { throw .tooManyFaults(limit: limit) }
    }
}
