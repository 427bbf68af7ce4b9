import AWSSigning
import BedrockEmulator
import BedrockLedger
import BedrockRuntime
import Ledger
import LedgerSQLite
import LedgerSimulation
import Logging
import NIOCore
import Pricing
import Testing

@testable import Gateway

@Suite("Nobody takes what is there for all")
struct LimitTests {
    private let path = "/model/us.anthropic.claude-sonnet-5/converse"

    @Test("Calls under way are counted for each key and in all, and end with whoever holds them")
    func counting() throws {
        var limits = GatewayLimits()
        limits.callsInFlight = 3
        limits.callsInFlightPerKey = 2
        let calls = RequestsInFlight(most: limits.callsInFlight, perKey: limits.callsInFlightPerKey)
        var held = [try calls.enter("a"), try calls.enter("a")]
        #expect(throws: GatewayRefusal.self) { try calls.enter("a") }
        held.append(try calls.enter(nil))
        #expect(throws: GatewayRefusal.self) { try calls.enter("b") }
        held.removeFirst()
        held.append(try calls.enter("a"))
        #expect(throws: GatewayRefusal.self) { try calls.enter("a") }
        held = []
        _ = try [calls.enter("a"), calls.enter("a"), calls.enter("b")]
    }

    @Test(
        "A key with as many calls as it may have is told when to try again, and nothing is sent",
        arguments: [true, false])
    func throttling(perKey: Bool) async throws {
        try await Served.with {
            if perKey { $0.gateway.limits.callsInFlightPerKey = 0 } else { $0.gateway.limits.callsInFlight = 0 }
        } _: { served in
            let reply = try await served.key().post(path, to: served.gateway.url)
            #expect((reply.status, reply.errorType) == (429, "ThrottlingException"))
            #expect(reply.headers.value(of: "retry-after") == "1")
            #expect(reply.headers.value(of: "x-amz-retry-after") == "1000")
            #expect(reply.headers.value(of: "x-ledger-call-id") == nil)
            #expect(served.emulator.account.callCount == 0)
        }
    }

    @Test("A call that has ended makes room for the next one")
    func turnover() async throws {
        try await Served.with {
            $0.gateway.limits.callsInFlightPerKey = 1
        } _: { served in
            let caller = try await served.key()
            for path in [path, path + "-stream", path] {
                #expect(try await caller.post(path, to: served.gateway.url).status == 200)
                // The answer has come a little before the call is over.
                await served.metering.finish()
            }
        }
    }

    @Test("Connections beyond those of one address are closed at once")
    func connections() async throws {
        try await Served.with {
            $0.gateway.limits.connectionsPerAddress = 1
        } _: { served in
            let request = "GET /healthz HTTP/1.1\r\nHost: x\r\n"
            let first = try await RawConnection.exchange(
                [request + "\r\n", request + "Connection: close\r\n\r\n"], with: served.gateway
            ) {
                let second = try await RawConnection.exchange(
                    request + "Connection: close\r\n\r\n", with: served.gateway)
                #expect(second.isEmpty)
            }
            #expect(first.ranges(of: "HTTP/1.1 200").count == 2)
        }
    }

    @Test("An address of IPv4 is one sender in both spellings, and a network of IPv6 is one")
    func addresses() throws {
        let peer = try #require(PeerAddress("192.0.2.1"))
        #expect(PeerAddress("::ffff:192.0.2.1") == peer)
        #expect(PeerAddress("192.0.2.2") != peer)
        #expect(PeerAddress("2001:db8:0:1::1") == PeerAddress("2001:db8:0:1:ffff::2"))
        #expect(PeerAddress("2001:db8:0:1::1") != PeerAddress("2001:db8:0:2::1"))
        #expect(PeerAddress("nowhere") == nil)
        #expect(try PeerAddress(SocketAddress(unixDomainSocketPath: "/tmp/x")) == nil)
    }

    @Test("An address that fails to prove its key waits, and whoever proves one there does not")
    func lockout() async throws {
        // The signatures are of now by this clock, whatever the time is.
        let clock = ManualClock()
        try await Served.with {
            $0.gateway.limits.failedProofs = 3
            $0.metering.clock = { clock.now }
        } _: { served in
            let url = served.gateway.url
            let trusted = try await served.key()
            let later = try await served.key(team: "ads")
            #expect(try await trusted.post(path, to: url, at: clock.now).status == 200)
            var forger = trusted
            forger.credentials = Credentials(accessKeyID: later.credentials.accessKeyID, secretAccessKey: "guess")
            let wrongToken = Caller(id: "", credentials: trusted.credentials, token: later.token.dropLast() + "x")
            #expect(try await forger.post(path, to: url, at: clock.now).status == 403)
            #expect(try await wrongToken.post(path, to: url, by: .token).status == 403)
            let unknown = Credentials(accessKeyID: "BLAKABCDEFGH23456777", secretAccessKey: "x")
            let stranger = Caller(id: "", credentials: unknown, token: "x")
            #expect(try await stranger.post(path, to: url, at: clock.now).status == 403)
            for caller in [forger, stranger] {
                let reply = try await caller.post(path, to: url, at: clock.now)
                #expect((reply.status, reply.errorType) == (429, "ThrottlingException"))
                #expect(reply.headers.value(of: "retry-after") == "60")
            }
            #expect(try await trusted.post(path, to: url, body: Caller.question + " ", at: clock.now).status == 200)
            #expect(try await later.post(path, to: url, at: clock.now).status == 200)
            clock.advance(byMilliseconds: 60_000)
            #expect(try await stranger.post(path, to: url, at: clock.now).status == 403)
        }
    }

    @Test("Failures are counted for a while, and the tables stay small")
    func proofs() throws {
        let peer = try #require(PeerAddress("192.0.2.1"))
        let start = ManualClock.start
        var proofs = FailedProofs(limit: 2, windowMilliseconds: 1000)
        // A failure now and then is no attack.
        let outcomes = [0, 1000, 1500, 1600, 2500].map { proofs.fail(peer, at: start.advanced(byMilliseconds: $0)) }
        #expect(outcomes == [.counted, .counted, .locksOut(1000), .lockedOut(900), .counted])
        for number in 0..<(3 * FailedProofs.maximumCount) {
            let other = try #require(PeerAddress("10.\(number >> 16).\(number >> 8 & 255).\(number & 255)"))
            _ = proofs.fail(other, at: start)
        }
        #expect(proofs.count <= FailedProofs.maximumCount)
    }

    @Test("A signed request that was recorded is worth nothing after a minute")
    func replays() async throws {
        // The signatures are of now by this clock, whatever the time is.
        let clock = ManualClock()
        try await Served.with {
            $0.metering.clock = { clock.now }
        } _: { served in
            let caller = try await served.key()
            let signed = clock.now
            let again = [HeaderField("amz-sdk-invocation-id", "1")]
            #expect(try await caller.post(path, to: served.gateway.url, unsigned: again, at: signed).status == 200)
            clock.advance(byMilliseconds: 60_000)
            // The same question asked several times at once has one signature.
            #expect(try await caller.post(path, to: served.gateway.url, at: signed).status == 200)
            clock.advance(byMilliseconds: 1)
            let replayed = try await caller.post(path, to: served.gateway.url, at: signed)
            #expect((replayed.status, replayed.errorType) == (403, "InvalidSignatureException"))
            #expect(try await caller.post(path, to: served.gateway.url, at: clock.now).status == 200)
        }
    }

    @Test("Signatures are forgotten once they are worth nothing, and the oldest where there are too many")
    func signatures() throws {
        let start = ManualClock.start
        let seen = SeenSignatures(limits: GatewayLimits(), toleranceSeconds: 300)
        try seen.check("a", at: start)
        #expect(throws: GatewayRefusal.self) { try seen.check("a", at: start.advanced(byMilliseconds: 599_999)) }
        try seen.check("a", at: start.advanced(byMilliseconds: 600_000))
        for number in 0...SeenSignatures.maximumCount {
            try seen.check("\(number)", at: start.advanced(byMilliseconds: 600_001))
        }
        try seen.check("a", at: start.advanced(byMilliseconds: 700_000))
    }
}
