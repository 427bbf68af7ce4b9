import AWSSigning
import Ledger
import LedgerSQLite
import LosslessJSON
import Pricing
import Testing

@testable import Gateway

@Suite("Alerts are logged once, and delivered at least once")
struct AlertServiceTests {
    @Test("An alert is posted with its parts, its text and its signature, once")
    func delivery() async throws {
        try await AlertDesk.with { desk in
            try await Receiver.with { receiver, url in
                let service = try desk.service(to: url)
                for _ in 0..<3 { await service.round() }
                #expect(receiver.requests.count == 1)
                let request = try #require(receiver.requests.first)
                let alert = try await desk.alert()
                #expect((alert.delivery.state, alert.delivery.attempts) == (.delivered, 1))
                #expect(request.head.first == "POST /hook HTTP/1.1")
                #expect(request.header("content-type") == "application/json")
                #expect(request.header("x-ledger-delivery") == alert.id)
                #expect(
                    request.header("x-ledger-signature")
                        == AlertSignature.header(for: request.body, secret: AlertDesk.secret, at: AlertDesk.start))
                let body = try JSONValue.parse(request.body)
                #expect(body["id"]?.string == alert.id)
                #expect(body["type"]?.string == "budget.threshold_reached")
                #expect(body["budget"]?["name"]?.string == "<search> & @all")
                #expect(body["budget"]?["threshold_percent"]?.integer == 50)
                #expect(body["budget"]?["spent_usd"]?.string == "6")
                #expect(
                    body["text"]?.string
                        == "budget \"&lt;search&gt; &amp; (at)all\" has reached 50 % of its limit: limit USD 10, spent "
                        + "USD 6, reserved USD 0; it resets at 2026-12-01T00:00:00Z")
            }
        }
    }

    @Test("The signature is the HMAC of time, dot and body")
    func signature() {
        #expect(
            AlertSignature.header(
                for: Array(#"{"text":"hi"}"#.utf8), secret: AlertDesk.secret,
                at: Timestamp(milliseconds: 1_795_428_930_999))
                == "t=1795428930,v1=1ea709a15fe252c6961aaa9823185befa84bd069081cbd583f32e1433da30318")
    }

    @Test(
        "What the receiver does not take is posted again later, as the same delivery",
        arguments: [
            (Receiver.Step.answer(500), "status 500"), (.answer(404), "status 404"),
            (.hangUp, "closed the connection"), (.redirect(to: "http://127.0.0.1:9/"), "status 307"),
        ])
    func again(step: Receiver.Step, reason: String) async throws {
        try await AlertDesk.with { desk in
            try await Receiver.with(step) { receiver, url in
                let service = try desk.service(to: url, timeout: .seconds(300))
                await service.round()
                let failed = try await desk.alert()
                #expect((failed.delivery.state, failed.delivery.attempts) == (.pending, 1))
                #expect(failed.delivery.lastError?.contains(reason) == true, "\(failed.delivery)")
                // No sooner than it is due.
                await service.round()
                #expect(receiver.requests.count == 1)
                desk.clock.advance(seconds: 30)
                await service.round()
                #expect(try await desk.alert().delivery.state == .delivered)
                #expect(receiver.requests.count == 2)
                #expect(Set(receiver.requests.map { $0.header("x-ledger-delivery") }).count == 1)
                #expect(Set(receiver.requests.map { $0.header("x-ledger-signature") }).count == 2)
            }
        }
    }

    @Test("A receiver that keeps silent is waited for so long, and tried again later")
    func silence() async throws {
        try await AlertDesk.with { desk in
            try await Receiver.with(.silence) { _, url in
                await (try desk.service(to: url, timeout: .milliseconds(200))).round()
                let failed = try await desk.alert()
                #expect((failed.delivery.state, failed.delivery.attempts) == (.pending, 1))
                #expect(failed.delivery.lastError?.contains("within the time allowed") == true, "\(failed.delivery)")
                #expect(failed.delivery.nextAttemptAt > desk.clock.now)
            }
        }
    }

    @Test("The end of an answer is not waited for")
    func endlessAnswer() async throws {
        try await AlertDesk.with { desk in
            try await Receiver.with(.endlessBody) { _, url in
                await (try desk.service(to: url)).round()
                #expect(try await desk.alert().delivery.state == .delivered)
            }
        }
    }

    @Test("After days it is given up, and the log says so without the address")
    func givingUp() async throws {
        try await AlertDesk.with { desk in
            try await Receiver.with(.answer(503), .answer(503)) { _, url in
                let service = try desk.service(to: url + "/secret-path")
                await service.round()
                desk.clock.advance(seconds: 3 * 86_400)
                await service.round()
                let alert = try await desk.alert()
                #expect((alert.delivery.state, alert.delivery.attempts) == (.failed, 2))
                let line = try #require(desk.log.lines.last)
                #expect(line.hasPrefix("error alert \(alert.id) is given up after 2 attempts to http://127.0.0.1:"))
                #expect(!desk.log.lines.contains { $0.contains("secret") })
            }
        }
    }

    @Test("A webhook that comes late is told what is new, and not what happened days before")
    func lateWebhook() async throws {
        try await AlertDesk.with { desk in
            try await Receiver.with { receiver, url in
                let service = try desk.service(to: url)
                desk.clock.advance(seconds: 3 * 86_400)
                await service.round()
                #expect(receiver.requests.isEmpty)
                #expect(try await desk.alert().delivery.state == .failed)
                #expect(!desk.log.lines.contains { $0.hasPrefix("error") })
            }
        }
    }

    @Test("What was claimed by a gateway that was killed is delivered by another one")
    func killed() async throws {
        try await AlertDesk.with { desk in
            try await Receiver.with { receiver, url in
                let dead = try await desk.reopened()
                #expect(try await dead.claimAlerts(limit: 8, forMilliseconds: 60_000).count == 1)
                await dead.close()
                let service = try desk.service(to: url)
                await service.round()
                #expect(receiver.requests.isEmpty)
                desk.clock.advance(seconds: 60)
                await service.round()
                #expect(receiver.requests.count == 1)
                #expect(try await desk.alert().delivery.attempts == 2)
            }
        }
    }

    @Test("Of several gateways on one ledger one delivers, and one logs")
    func severalGateways() async throws {
        try await AlertDesk.with { desk in
            try await Receiver.with { receiver, url in
                let other = try await desk.reopened()
                let services = [try desk.service(to: url), try desk.service(other, to: url)]
                await withTaskGroup(of: Void.self) { group in
                    for service in services { for _ in 0..<4 { group.addTask { await service.round() } } }
                }
                #expect(receiver.requests.count == 1)
                #expect(desk.log.lines.count == 1)
                await other.close()
            }
        }
    }

    @Test("Without a webhook alerts are logged, and wait for one")
    func logging() async throws {
        try await AlertDesk.with { desk in
            let service = try desk.service(to: nil)
            for _ in 0..<2 { await service.round() }
            let line = try #require(desk.log.lines.first)
            #expect(desk.log.lines.count == 1)
            #expect(line.hasPrefix("warning budget \"<search> & @all\" has reached 50 % of its limit"))
            #expect(line.contains("threshold_percent=50") && line.contains("spent_usd=6"))
            let alert = try await desk.alert()
            #expect(alert.loggedAt == AlertDesk.start)
            #expect((alert.delivery.state, alert.delivery.attempts) == (.pending, 0))
        }
    }

    @Test("A service that is asked to end ends, whatever a receiver does")
    func shutdown() async throws {
        try await AlertDesk.with { desk in
            try await Receiver.with(.silence) { receiver, url in
                let service = try desk.service(to: url, timeout: .seconds(600))
                let task = Task { await service.run() }
                await receiver.nextRequest()
                task.cancel()
                await task.value
                let alert = try await desk.alert()
                #expect((alert.delivery.state, alert.delivery.attempts) == (.pending, 1))
                #expect(alert.delivery.lastError == nil)
            }
        }
    }

    @Test(
        "An address has to be private, and hold no password",
        arguments: [
            ("https://hooks.example.com/services/T0/B0/x", true, false), ("http://127.0.0.1:8065/hooks/x", true, false),
            ("http://localhost/x", true, false), ("http://[::1]:1/x", true, false),
            ("http://hooks.example.com/x", false, true), ("http://127.0.0.1.example.com/", false, true),
            ("https://user:password@example.com/", false, false), ("ftp://example.com/", false, false),
            ("https:///x", false, false), ("https://exa mple.com/", false, false), ("", false, false),
            ("hooks.example.com", false, false),
        ])
    func addresses(url: String, isTaken: Bool, isTakenInPlaintext: Bool) {
        func isValid(_ secret: Secret?, allowsPlaintext: Bool = false) -> Bool {
            (try? AlertWebhook(url: url, secret: secret, allowsPlaintext: allowsPlaintext)) != nil
        }
        #expect(isValid(nil) == isTaken)
        #expect(isValid(nil, allowsPlaintext: true) == (isTaken || isTakenInPlaintext))
        #expect(!isValid(Secret("short")))
    }
}
