import AWSSigning
import BedrockRuntime
import Ledger
import LedgerSimulation
import Pricing
import Testing

@testable import Gateway

@Suite("The callsite comes from the first place that names one")
struct CallsiteTests {
    private let key = GatewayKey(
        id: "abcdefgh23456789", team: "search", callsite: "default", createdAt: Timestamp(milliseconds: 0),
        createdBy: "test")

    private func find(
        _ headers: [(String, String)], body: String = "{}", path: String? = nil, withKey: Bool = true
    ) -> CallsiteFinder.Finding {
        CallsiteFinder(
            head: ReceivedHead(method: "POST", target: "/", headers: headers.map { HeaderField($0.0, $0.1) }),
            body: Array(body.utf8), operation: .converse, path: path, key: withKey ? key : nil
        ).find()
    }

    @Test("Places go before one another in their order")
    func order() {
        var headers = [
            ("X-Ledger-Callsite", "header"), ("X-Amzn-Bedrock-Request-Metadata", #"{"callsite":"field"}"#),
            ("baggage", "a=b, ledger.callsite=bag%20gage;ttl=1"), ("User-Agent", "Boto3/1.44 md/x app/search_ranker"),
        ]
        let body = #"{"requestMetadata":{"callsite":"metadata"}}"#
        #expect(find(headers, body: body, path: "path") == .init(name: "metadata", origin: "metadata"))
        let expected = [
            ("header", "header"), ("field", "metadata-header"), ("bag gage", "baggage"), ("ranker", "app-id"),
        ]
        for (name, origin) in expected {
            #expect(find(headers, path: "path") == .init(name: name, origin: origin))
            headers.removeFirst()
        }
        #expect(find([], path: "path") == .init(name: "path", origin: "path"))
        #expect(find([]) == .init(name: "default", origin: "key"))
        #expect(find([], withKey: false) == .init(name: "unknown", origin: "none"))
    }

    @Test("A place that names nothing usable is passed over")
    func unusable() {
        let headers = [
            ("X-Ledger-Callsite", ""), ("X-Amzn-Bedrock-Request-Metadata", "{"), ("baggage", "ledger.callsite=%"),
        ]
        #expect(find(headers, body: #"{"requestMetadata":{"callsite":7}}"#).origin == "key")
        #expect(find([("X-Ledger-Callsite", String(repeating: "x", count: 500))]).name.count == 128)
        #expect(find([], body: "not json").origin == "key")
    }

    @Test("A team has so many callsites, those of the ledger among them, and the rest is one")
    func census() async throws {
        let ledger = MemoryLedger { Timestamp(milliseconds: 0) }
        for name in ["x", "y", "z"] {
            _ = try await ledger.reserve(
                ReservationRequest(
                    id: name, attribution: Attribution(team: "old", callsite: name), requestedModel: "m", model: "m",
                    region: nil, amount: .bound(.zero)))
        }
        let census = CallsiteCensus(limit: 2, ledger: ledger)
        var admitted: [String] = []
        for name in ["a", "b", "c", "a", "d"] { admitted.append(try await census.admitted(name, of: "new")) }
        #expect(admitted == ["a", "b", "other", "a", "other"])
        // Those beyond the limit that the ledger has already are known still.
        for name in ["x", "y", "z"] { #expect(try await census.admitted(name, of: "old") == name) }
        #expect(try await census.admitted("a", of: "old") == "other")
    }
}
