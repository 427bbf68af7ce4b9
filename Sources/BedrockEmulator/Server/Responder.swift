import AWSSigning
import HTTPTypes
import HummingbirdCore
import NIOCore
import Pricing
import Synchronization

/// Reads requests off the server and sends the replies.
struct Responder: Sendable {
    /// Closes the connection: the server does so when a responder throws.
    private struct ConnectionClosed: Error {}

    let emulation: Emulation

    private var configuration: EmulatorConfiguration { emulation.configuration }

    func respond(to request: Request, writer: consuming ResponseWriter) async throws {
        let requestID = emulation.state.withLock { $0.nextRequestID() }
        let head = ReceivedHead(request.head)
        if head["expect"]?.lowercased() == "100-continue" {
            try await writer.writeInformationalHead(HTTPResponse(status: .continue))
        }
        let reply: Reply
        do {
            reply = try await self.reply(to: request, head: head, requestID: requestID)
        } catch let error as ServiceError {
            reply = .error(error)
        }
        var delivered = DeliveryState.lost
        do {
            if reply.latency > .zero { try await configuration.clock.sleep(reply.latency) }
            try await send(reply, requestID: requestID, writer: writer, delivered: &delivered)
        } catch {
            settle(reply, as: delivered)
            throw error
        }
        settle(reply, as: delivered)
    }

    private func settle(_ reply: Reply, as delivery: DeliveryState) {
        guard let sequence = reply.sequence else { return }
        emulation.state.withLock { $0.account.settle(sequence, as: delivery) }
    }

    // MARK: - Reading

    private func reply(to request: Request, head: ReceivedHead, requestID: String) async throws -> Reply {
        switch try Route(method: head.method, target: head.target) {
        case .account(let after):
            return .json(emulation.state.withLock { $0.account }.page(after: after))
        case .call(let operation, let text):
            let requested = try RequestedModel(text)
            var faults = configuration.faults + requested.faults + (try head.faults())
            let ordered = emulation.state.withLock { $0.queue.next(model: requested.modelID, operation: operation) }
            if let ordered { faults.append(ordered) }
            let resets = faults.filter { $0.effect == .reset }
            guard !resets.contains(where: { emulation.meets($0, call: head.invocationID ?? head.target) }) else {
                throw ConnectionClosed()
            }
            let (body, hash) = try await collect(request, head: head)
            let met = faults.filter {
                $0.effect != .reset && emulation.meets($0, call: head.invocationID ?? hash.hexadecimal)
            }
            let call = IncomingCall(
                requestID: requestID, operation: operation, modelID: requested.modelID, head: head,
                faults: FaultPlan(met), body: body, time: configuration.clock.now())
            return try emulation.reply(to: call, bodyHash: hash)
        }
    }

    private func collect(_ request: Request, head: ReceivedHead) async throws -> ([UInt8], BodyHash) {
        var bytes: [UInt8] = []
        for try await buffer in request.body {
            guard bytes.count + buffer.readableBytes <= configuration.limits.bodyBytes else {
                throw ServiceError(
                    413, "RequestEntityTooLargeException",
                    "The body has more than \(configuration.limits.bodyBytes) bytes.")
            }
            bytes.append(contentsOf: buffer.readableBytesView)
        }
        // A connection that ends within the body looks like the end of the body.
        if let stated = head["content-length"].flatMap(Int.init), stated != bytes.count { throw ConnectionClosed() }
        return (bytes, BodyHash(of: bytes))
    }

    // MARK: - Sending

    private func send(
        _ reply: Reply, requestID: String, writer: consuming ResponseWriter, delivered: inout DeliveryState
    ) async throws {
        var fields = HTTPFields()
        for (name, value) in [("Date", configuration.clock.now().httpDate), ("x-amzn-RequestId", requestID)] {
            if let name = HTTPField.Name(name) { fields.append(HTTPField(name: name, value: value)) }
        }
        for (name, value) in reply.headers {
            if let name = HTTPField.Name(name) { fields.append(HTTPField(name: name, value: value)) }
        }
        switch reply.content {
        case .none:
            throw ConnectionClosed()
        case .bytes(let bytes):
            fields[.contentLength] = String(bytes.count)
            let head = HTTPResponse(status: .init(code: reply.status), headerFields: fields)
            var body = try await writer.writeHead(head)
            delivered = .cut
            try await body.write(ByteBuffer(bytes: bytes))
            try await body.finish(nil)
        case .stream(let pieces, let pause, let isCut):
            let head = HTTPResponse(status: .init(code: reply.status), headerFields: fields)
            var body = try await writer.writeHead(head)
            delivered = .cut
            for (index, piece) in pieces.enumerated() {
                if pause > .zero, index > 0 { try await configuration.clock.sleep(pause) }
                try await body.write(ByteBuffer(bytes: piece))
            }
            if isCut { throw ConnectionClosed() }
            try await body.finish(nil)
        }
        delivered = reply.delivery
    }
}
