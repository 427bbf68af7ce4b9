import AWSSigning
import BedrockLedger
import BedrockRuntime
import Testing

@testable import Gateway

@Suite("Headers go on to whom they are for")
struct HeaderTests {
    private func fields(_ names: [String]) -> [HeaderField] { names.map { HeaderField($0, "1") } }

    @Test("Those of the operation go to the service, and neither signature nor identity of the client")
    func requests() throws {
        let sent = [
            "Accept", "Content-Type", "X-Amzn-Bedrock-Trace", "anthropic-beta", "Authorization", "Host", "X-Amz-Date",
            "X-Amz-Security-Token", "amz-sdk-invocation-id", "Cookie", "X-Ledger-Callsite", "User-Agent", "baggage",
            "Transfer-Encoding", "Content-Encoding",
        ]
        let head = ReceivedHead(method: "POST", target: "/", headers: fields(sent))
        #expect(
            try head.headers(of: .invokeModel).map(\.name)
                == ["Accept", "Content-Type", "X-Amzn-Bedrock-Trace", "anthropic-beta"])
        // The tier and the guardrail of Converse stand in its body, from which it is priced.
        #expect(try head.headers(of: .converse).map(\.name) == ["Accept", "Content-Type"])
    }

    @Test("One that decides the price must not come twice")
    func repeated() {
        let head = ReceivedHead(
            method: "POST", target: "/",
            headers: [
                HeaderField("X-Amzn-Bedrock-Service-Tier", "flex"),
                HeaderField("x-amzn-bedrock-service-tier", "priority"),
            ])
        #expect(throws: GatewayRefusal.self) { try head.headers(of: .invokeModel) }
    }

    @Test("A cost that is an estimate says so, whether it has a price or what was held")
    func estimates() {
        var record = CallRecord.sample
        #expect(CallHeaders.of(record).map(\.name) == ["x-ledger-call-id", "x-ledger-cost-usd"])
        record.isEstimated = true
        #expect(CallHeaders.of(record).last == HeaderField("x-ledger-cost-estimated", "true"))
    }

    @Test("Those of one connection do not go to the client, nor what somebody else says of ledgers")
    func answers() {
        var sent = fields([
            "Date", "x-amzn-RequestId", "x-amzn-ErrorType", "Connection", "Keep-Alive", "Transfer-Encoding", "Upgrade",
            "Content-Length", "X-Ledger-Cost-USD", "X-Hop",
        ])
        sent.append(HeaderField("connection", "close, X-Hop"))
        #expect(PassedHeaders.of(sent).map(\.name) == ["Date", "x-amzn-RequestId", "x-amzn-ErrorType"])
    }

    @Test("A budget's name of any script stands in a header as visible ASCII")
    func values() {
        #expect(CallHeaders.value("käse\r\nX: 1") == "k?se??X: 1")
    }
}
