import BedrockRuntime
import Ledger
import Retry

/// Runs one call from its bound to its settlement, and hands its answer over.
struct Exchange: Sendable {
    let metering: Metering
    let call: MeteredCall
    let id: String
    let handoff: Handoff

    /// Runs the call, watched by a guard that ends it when nobody listens and the limits for that are reached.
    ///
    /// - Returns: The end, which is still to be handed over.
    func run() async -> ExchangeEnd {
        await withTaskGroup(of: ExchangeEnd?.self) { group in
            group.addTask { await metering.telemetry.span(of: call, id: id, in: metering) { await work($0) } }
            group.addTask {
                await watch()
                return nil
            }
            var end: ExchangeEnd?
            for await result in group {
                end = result ?? end
                group.cancelAll()
            }
            return end ?? ExchangeEnd(failure: CancellationError())
        }
    }

    /// Returns when the call is to be given up.
    private func watch() async {
        guard case .abandonedInFlight = await handoff.watch() else { return }
        try? await Task.sleep(for: metering.options.drain.duration)
    }

    private func work(_ span: CallSpan) async -> ExchangeEnd {
        let meter = CallMeter(metering: metering, call: call, id: id, handoff: handoff, span: span)
        var end = ExchangeEnd()
        do {
            try await meter.open()
            switch try await meter.send() {
            case .whole(let answer):
                end.record = await meter.settle(answer)
                // A body that cannot be read is settled too, and is an error of Converse alone: see the client.
                handoff.deliver(answer.head, of: meter.id)
                await handoff.offer(StreamPiece(bytes: answer.body, events: []))
            case .stream(let stream):
                handoff.deliver(stream.head, of: meter.id)
                var assembler = ConverseStreamAssembler()
                do {
                    try await forward(stream, into: &assembler, span)
                    end.record = await meter.settle(stream)
                } catch {
                    end.record = await meter.settle(stream, brokenBy: error)
                    end.failure = error
                }
                if stream.operation == .converseStream {
                    end.response = assembler.response(headers: stream.head.headers)
                }
            }
        } catch {
            end.failure = error
            end.record = await meter.close()
        }
        span.end(end)
        handoff.endWatch()
        return end
    }

    /// Hands the parts of a stream over until its end.
    private func forward(
        _ stream: StreamAnswer, into assembler: inout ConverseStreamAssembler, _ span: CallSpan
    ) async throws {
        var abandonedAt: Int?
        while let piece = try await stream.next() {
            for event in piece.events { assembler.add(event) }
            if !piece.events.isEmpty { span.noteFirstEvent() }
            await handoff.offer(piece)
            if handoff.isAbandoned {
                let start = abandonedAt ?? stream.byteCount
                abandonedAt = start
                guard stream.byteCount - start <= metering.options.drain.bytes else { throw CancellationError() }
            }
            guard stream.byteCount <= metering.options.maximumResponseBytes else {
                throw BedrockError(
                    message: "the answer has more than \(metering.options.maximumResponseBytes) bytes",
                    phase: .streaming, requestID: stream.head.headers.value(of: "x-amzn-requestid"))
            }
        }
    }
}
