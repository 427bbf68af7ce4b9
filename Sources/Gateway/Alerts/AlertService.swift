import AWSSigning
public import BedrockRuntime
public import Ledger
public import Logging
public import Pricing
import Retry
public import ServiceLifecycle
import Synchronization

/// Logs the alerts of a ledger, and delivers them to a webhook.
///
/// Any number of gateways on the same ledger may run one: each alert is logged once, and delivered at least once. What one
/// has claimed and not delivered, because it was killed, another one delivers. A failed delivery is made again with growing
/// waits until ``AlertServiceOptions/patience`` has passed; then it is logged and kept as failed.
public final class AlertService: Service {
    private let store: any LedgerStore & AlertStore
    private let webhook: AlertWebhook?
    private let transport: any RuntimeTransport
    private let options: AlertServiceOptions
    private let logger: Logger
    private let now: @Sendable () -> Timestamp
    private let random: Mutex<any RandomNumberGenerator & Sendable>
    /// The ledger's failure that was logged last, so that one that lasts is logged once.
    private let trouble = Mutex<LedgerError?>(nil)

    /// A service that does not run yet.
    ///
    /// - Parameters:
    ///   - store: The ledger with its alerts.
    ///   - webhook: Where alerts are posted to; `nil` to log them only.
    ///   - transport: What carries the requests; it must follow no redirect.
    ///   - options: How often and how long it tries.
    ///   - logger: Where alerts are logged.
    ///   - now: Tells the time.
    ///   - random: What the waits are drawn from.
    public init(
        store: any LedgerStore & AlertStore, webhook: AlertWebhook?, transport: any RuntimeTransport,
        options: AlertServiceOptions = AlertServiceOptions(), logger: Logger,
        now: @escaping @Sendable () -> Timestamp = { .now() },
        random: any RandomNumberGenerator & Sendable = SystemRandomNumberGenerator()
    ) {
        self.store = store
        self.webhook = webhook
        self.transport = transport
        self.options = options
        self.logger = logger
        self.now = now
        self.random = Mutex(random)
    }

    /// Works until it is shut down or cancelled. A delivery that is cut short is made again by whoever comes next.
    public func run() async {
        await cancelWhenGracefulShutdown {
            var rounds = 0
            while !Task.isCancelled {
                if rounds % self.options.roundsPerSurvey == 0 { await self.survey() }
                rounds += 1
                await self.round()
                try? await Task.sleep(for: self.options.interval)
            }
        }
    }

    /// Logs what is new, and delivers what is due.
    func round() async {
        do throws(LedgerError) {
            for alert in try await store.takeUnloggedAlerts(limit: options.batch) { log(alert) }
            guard let webhook else { return }
            let claimed = try await store.claimAlerts(
                limit: options.batch, forMilliseconds: options.claimMilliseconds)
            await withTaskGroup(of: Void.self) { group in
                for alert in claimed { group.addTask { await self.deliver(alert, to: webhook) } }
            }
            trouble.withLock { $0 = nil }
        } catch {
            note(error)
        }
    }

    /// Has the ledger look at all budgets. Calls that were recorded without asking a budget first may have filled one.
    private func survey() async {
        do throws(LedgerError) {
            _ = try await store.budgets()
        } catch {
            note(error)
        }
    }

    private func note(_ error: LedgerError) {
        let isNew = trouble.withLock { last in
            defer { last = error }
            return last != error
        }
        if isNew { logger.error("alerts wait: \(error)") }
    }

    private func log(_ alert: Alert) {
        var metadata: Logger.Metadata = [
            "alert": "\(alert.id)", "type": "\(alert.fact.kind.rawValue)", "at": "\(alert.at.iso8601)",
        ]
        if let figures = alert.fact.figures {
            metadata["budget"] = "\(figures.budget)"
            metadata["limit_usd"] = "\(figures.limit.usd)"
            metadata["spent_usd"] = "\(figures.spent.usd)"
            metadata["reserved_usd"] = "\(figures.reserved.usd)"
        }
        if let threshold = alert.fact.threshold { metadata["threshold_percent"] = "\(threshold)" }
        if let model = alert.fact.model { metadata["model"] = "\(model)" }
        logger.warning("\(alert.fact.summary)", metadata: metadata)
    }

    private func deliver(_ alert: Alert, to webhook: AlertWebhook) async {
        let outcome: AlertDelivery.Outcome
        if alert.delivery.attempts == 1, endOfPatience(for: alert) <= now() {
            // Written while nobody was to be told; a webhook that comes later is not flooded with old news.
            outcome = .failed(reason: "there was no webhook while the alert was new")
            logger.debug("alert \(alert.id) is too old to be told")
            return await keep(outcome, of: alert)
        }
        if let reason = await failure(of: alert, to: webhook) {
            // What was cut short has said nothing, and its claim ends by itself.
            if Task.isCancelled { return }
            outcome = outcomeOfFailure(of: alert, reason)
        } else {
            outcome = .delivered
        }
        if case .failed(let reason) = outcome {
            logger.error(
                "alert \(alert.id) is given up after \(alert.delivery.attempts) attempts to \(webhook.origin): \(reason)"
            )
        }
        await keep(outcome, of: alert)
    }

    private func keep(_ outcome: AlertDelivery.Outcome, of alert: Alert) async {
        do {
            try await store.endDelivery(of: alert, as: outcome)
        } catch {
            logger.error("the delivery of alert \(alert.id) cannot be kept: \(error)")
        }
    }

    /// Posts an alert.
    ///
    /// - Returns: Why it was not taken, in words; `nil` where it was.
    private func failure(of alert: Alert, to webhook: AlertWebhook) async -> String? {
        let body = AlertMessage(alert: alert).body
        var headers = [
            HeaderField("Content-Type", "application/json"), HeaderField("User-Agent", "bedrock-ledger"),
            HeaderField("X-Ledger-Delivery", alert.id),
        ]
        if let secret = webhook.secret {
            headers.append(
                HeaderField("X-Ledger-Signature", AlertSignature.header(for: body, secret: secret, at: now())))
        }
        do {
            let response = try await transport.send(
                TransportRequest(
                    method: "POST", url: webhook.url, headers: headers, body: body, timeout: options.timeout))
            // The answer's body is let go of unread: nothing in it matters, and it may have no end.
            return (200...299).contains(response.status) ? nil : "the receiver answered with status \(response.status)"
        } catch let error as TransportFailure {
            return error.reason
        } catch {
            return "the request failed (\(type(of: error)))"
        }
    }

    private func outcomeOfFailure(of alert: Alert, _ reason: String) -> AlertDelivery.Outcome {
        let failures = Int(clamping: alert.delivery.attempts)
        let delay = random.withLock { random in
            options.backoff.delay(afterFailures: failures, hint: options.shortestWait, using: &random)
        }
        let next = now().advanced(byMilliseconds: delay.components.seconds * 1000)
        return next < endOfPatience(for: alert) ? .retry(at: next, reason: reason) : .failed(reason: reason)
    }

    private func endOfPatience(for alert: Alert) -> Timestamp {
        alert.at.advanced(byMilliseconds: options.patience.components.seconds * 1000)
    }
}
