import AWSCredentials
import AWSSigning
import BedrockLedger
import BedrockRuntime
import HTTPTypes
import HummingbirdCore
import Ledger
import Logging
import Metrics
import NIOCore
import Pricing
import Retry

/// Reads requests off the server, has them answered, and sends the answers.
struct GatewayResponder: Sendable {
    let configuration: GatewayConfiguration
    let authenticator: Authenticator
    let desk: CallDesk
    let api: ManagementAPI
    let dashboard: DashboardDoor
    let readiness: Readiness
    let room: BodyRoom
    let calls: RequestsInFlight
    let clock: @Sendable () -> Timestamp
    private let inFlight = Meter(label: "bedrock_ledger.requests_in_flight")

    func respond(to request: Request, from peer: PeerAddress?, writer: consuming ResponseWriter) async throws {
        inFlight.increment()
        defer { inFlight.decrement() }
        let head = ReceivedHead(request.head)
        if APIRoute.claims(head.target) {
            return try await api.respond(to: request, head: head, from: peer, writer: writer)
        }
        let requestID = CallID.make(at: clock())
        let answer: CallDesk.Answer
        var allotments: [any Sendable] = []
        var isBodyUnread = true
        do {
            guard head.headers.count <= configuration.limits.headerCount + 1 else { throw Self.tooManyHeaders }
            switch try GatewayRoute(method: head.method, target: head.target) {
            case .health: answer = .whole(.json(200, ["status": "ok"]))
            case .readiness: answer = .whole(await readinessReply())
            case .dashboard:
                // It reads the body of a login itself, and no body is read twice.
                isBodyUnread = false
                answer = .whole(try await dashboard.reply(to: head, from: peer, body: request.body))
            case .call(let operation, let model, let callsite):
                let now = clock()
                let limit = configuration.limits.bodyBytes
                // What is hopeless is refused before much of a body is kept; a small one is as good as here.
                if head.expectsContinue || BodyReader.statedLength(head) ?? .max > Self.smallBodyBytes {
                    _ = try await authenticator.claim(of: head, from: peer, at: now)
                    try BodyReader.check(head, limit: limit)
                }
                let share = room.share()
                allotments.append(share)
                if head.expectsContinue {
                    try share.reserve(BodyReader.statedLength(head) ?? 0)
                    try await writer.writeInformationalHead(HTTPResponse(status: .continue))
                }
                isBodyUnread = false
                let (body, hash) = try await BodyReader.collect(request.body, head: head, limit: limit, in: share)
                // A body may take its time, and a key may end meanwhile: what counts is the key as it is now.
                let claim = try await authenticator.claim(of: head, from: peer, at: now)
                let key = try authenticator.verify(claim, head, from: peer, body: hash, at: now, active: clock())
                // Not before: everybody who knows the id of a key could take its places.
                allotments.append(try calls.enter(key?.id))
                answer = try await desk.answer(
                    CallDesk.Order(
                        callID: requestID, operation: operation, model: model, head: head, body: body, bodyHash: hash,
                        pathCallsite: callsite, key: key, allotments: allotments))
            }
        } catch let error as ConnectionClosed {
            throw error
        } catch {
            note(error, callID: requestID)
            if isBodyUnread, !head.expectsContinue {
                try await BodyReader.discard(request.body, limit: configuration.limits.bodyBytes)
            }
            answer = .whole(ErrorReply.reply(to: error, requestID: requestID))
        }
        try await send(answer, isHead: head.method == "HEAD", writer: writer)
        // The body's bytes are in memory until its answer is sent.
        withExtendedLifetime(allotments) {}
    }

    /// A body that comes with its head, more often than not.
    private static let smallBodyBytes = 16 << 10

    private static let tooManyHeaders = GatewayRefusal.validation("The request has too many headers.")

    private func readinessReply() async -> WholeReply {
        await readiness.isReady
            ? .json(200, ["status": "ready"]) : .json(503, ["status": "the ledger cannot be written"])
    }

    /// Tells what the operator has to see to; what is the caller's own doing is told to the caller.
    private func note(_ error: any Error, callID: String) {
        switch error {
        case let error as FailedCall: note(error.reason, callID: error.id)
        case is KeyFileError, is CredentialError:
            configuration.logger.error("\(error)", metadata: ["call": "\(callID)"])
        case let error as RetryExhausted: note(error.last, callID: callID)
        case let error as BedrockError where [401, 403].contains(error.status):
            configuration.logger.warning(
                "the service refused the gateway's own credentials: \(error.code ?? "no reason given")",
                metadata: ["call": "\(callID)"])
        case let error as LedgerError where error.code != .invalidInput && error.code != .conflict:
            configuration.logger.error("\(error)", metadata: ["call": "\(callID)"])
        default: configuration.logger.debug("refused or failed: \(type(of: error))", metadata: ["call": "\(callID)"])
        }
    }

    // MARK: Sending

    private func send(_ answer: CallDesk.Answer, isHead: Bool, writer: consuming ResponseWriter) async throws {
        switch answer {
        case .whole(let reply):
            try await reply.send(isHead: isHead, writer: writer)
        case .stream(let head, let exchange, let joining):
            // Whoever comes again finds that the stream was begun, whether it went well or not.
            defer { if let joining { desk.joined.end(joining, bytes: 0) } }
            // Where the client has gone, the exchange reads on within its limits, to learn what the call cost.
            defer { exchange.cancel() }
            var body = try await writer.writeHead(
                HTTPResponse(status: .init(code: head.status), headerFields: HTTPFields(head.headers)))
            var pieces = exchange.makeAsyncIterator()
            while let piece = try await Self.next(&pieces) { try await body.write(ByteBuffer(bytes: piece)) }
            try await body.finish(nil)
        }
    }

    /// The next bytes of a stream; nil at its end, which an error that the service sent as an event is too. A stream that
    /// broke off throws, so that the client sees it break off.
    private static func next(_ pieces: inout MeteredExchange.Iterator) async throws -> [UInt8]? {
        do {
            return try await pieces.next()?.bytes
        } catch let error as BedrockError where error.phase == .streaming && error.code != nil {
            return nil
        }
    }
}
