import FileReading
import InvocationLogs
import Ledger
import LedgerSimulation
import LosslessJSON
import Pricing
import Reconciliation

extension FuzzTarget {
    private static let now = Timestamp(milliseconds: 1_795_943_119_000)
    private static let pricer = Pricer(
        card: (try? RateCard.shipped()) ?? RateCard(version: "unreadable", published: now))

    private static let record = #"""
        {"schemaType":"ModelInvocationLog","schemaVersion":"1.0","timestamp":"2026-11-20T10:15:30Z",\#
        "accountId":"111122223333","identity":{"arn":"arn:aws:sts::111122223333:assumed-role/search/i-0a"},\#
        "region":"us-east-1","requestId":"00000000-0000-4000-8000-000000000001","operation":"Converse",\#
        "modelId":"us.anthropic.claude-sonnet-4-5-20250929-v1:0","requestMetadata":{"team":"growth","build":7},\#
        "input":{"inputContentType":"application/json","inputTokenCount":100,"cacheReadInputTokenCount":5},\#
        "output":{"outputContentType":"application/json","outputTokenCount":10,\#
        "outputBodyJson":{"metrics":{"latencyMs":7}}}}
        """#
    private static let gzipped: [UInt8] = stride(from: 0, to: gzippedText.utf8.count - 1, by: 2).compactMap {
        let start = gzippedText.index(gzippedText.startIndex, offsetBy: $0)
        return UInt8(gzippedText[start..<gzippedText.index(start, offsetBy: 2)], radix: 16)
    }
    private static let gzippedText =
        "1f8b08000000000002ff558cbb0ec23010047b3ec335916c2328dca68a049dab745672020b7ce7f8110945f9778e84866e6777b48bc8c3"
        + "0382b3ef08c2881b8df0ea70a6c1154f78a5bb388ae203e4e24264414b7d69946ab4b44a1a753627d9b39260aaec74232b13334548db"
        + "03734b3843cac075d8eebf5260f2186b1166d983a527604b15b9522b5fd4f29bf7f4bfaf870f8963d62aba000000"

    /// A log is read to its end: every record is recorded or named as broken.
    static let invocationLogs: FuzzTarget = {
        let scratch = try? ScratchFile("records.json")
        return FuzzTarget(
            "invocation-logs",
            seeds: [
                record, record + "\n" + record, "[\(record),\(record)]", "{\"Records\":[\(record)]}",
                "{\"timestamp\":1,\"message\":\"{\\\"schemaType\\\":\\\"ModelInvocationLog\\\"}\"}",
                "{\n  \"schemaType\": \"ModelInvocationLog\",\n  \"modelId\": \"m\"\n}\n",
            ].map { Array($0.utf8) } + [gzipped],
            tokens: jsonTokens
                + [
                    "\"Records\":[", "\"inputTokenCount\":", "\"cacheReadInputTokenCount\":", "\"errorCode\":",
                    "\"inputBodyJson\":", "\"outputBodyJson\":{\"usage\":{\"inputTokens\":1}}", "\"message\":",
                    "\"timestamp\":", "\"operation\":\"InvokeModelWithResponseStream\"", "\u{1F}\u{8B}",
                ].map { Array($0.utf8) }
        ) { input, _ in
            guard let scratch else { throw FuzzFinding("there is no file to write to") }
            try scratch.write(input)
            let store = MemoryLedger { now }
            let importer = Importer(store: store, pricer: pricer)
            let summary: ImportSummary
            do {
                summary = try await importer.run(try LogSource(paths: [scratch.path]))
            } catch {
                throw FuzzFinding("a log stops an import: \(error)")
            }
            let calls = try await store.calls(CallFilter(), after: 0, through: .max, limit: 1000)
            for call in calls { try hasSum(call.call.cost) }
            try FuzzFinding.unless(calls.count <= summary.records, "there are more calls than records")
            return !calls.isEmpty
        }
    }()

    /// A card that is accepted prices calls without a trap.
    static let rateCard = FuzzTarget(
        "rate-card",
        seeds: [
            #"""
            {"format": 1, "version": "mine", "published": "2026-11-23", "currency": "USD",
             "evidence": {"e1": {"confidence": "high", "sources": ["list"]}},
             "guardrails": {"usd_per_unit": {"guardrail_topic": "0.0002"}},
             "inference_profiles": {"arn:mine": "acme.text"},
             "models": [{"id": "acme.text", "modality": ["text"], "max_output_tokens": 100,
               "prices": [{"scope": "global", "regions": ["us-east-1"], "from": "2026-01-01", "until": "2027-01-01",
                 "tier": "standard", "above_input_tokens": 1000, "when": {"max_width": 100},
                 "usd_per_million_tokens": {"input": {"usd": "3", "evidence": "e1"}, "output": "15"},
                 "usd_per_unit": {"output_image": "0.04"}}],
               "unresolved": [{"regions": ["eu-west-1"], "item": "input", "reason": "two sources"}]}]}
            """#,
            #"""
            {"format": 1, "version": "2", "published": "2026-01-01", "currency": "USD", "models": [{"id": "acme.text",
             "prices": [{"scope": "in-region", "usd_per_million_tokens": {"input": "0.000001", "output": "1"}}]}]}
            """#,
        ].map { Array($0.utf8) },
        tokens: jsonTokens
            + [
                "\"usd\":", "\"9223372\"", "\"0.0000001\"", "\"usd_per_million_tokens\":", "\"cache_read\":\"1\"",
                "\"scope\":\"global\"", "\"from\":\"9999-12-31\"", "\"until\":", "\"tier\":\"flex\"", "\"models\":[",
            ].map { Array($0.utf8) }
    ) { input, _ in
        guard let card = try? RateCard.load(from: input, name: "card") else { return false }
        let pricer = Pricer(card: card)
        for usage in [
            "{\"inputTokens\":100,\"outputTokens\":7}",
            "{\"inputTokens\":9223372036854775807,\"outputTokens\":9223372036854775807}",
        ] {
            let line = "{\"model\":\"acme.text\",\"region\":\"us-east-1\",\"response\":{\"usage\":\(usage)}}"
            try hasSum(pricer.cost(of: try PricingRequest(json: try JSONValue.parse(line)), now: now))
        }
        return true
    }

    /// Whatever a response says of its usage, its price is the sum of its lines, or there is none.
    static let pricing = FuzzTarget(
        "pricing",
        seeds: [
            #"""
            {"model": "global.anthropic.claude-sonnet-5", "region": "eu-west-1", "at": "2026-11-20T00:00:00Z",
             "operation": "converse", "response": {"usage": {"inputTokens": 22, "outputTokens": 5,
             "cacheReadInputTokens": 2492, "cacheWriteInputTokens": 7, "cacheDetails": [{"ttl": "1h", "inputTokens": 3}]}}}
            """#,
            #"{"model":"amazon.nova-lite-v1:0","region":"us-east-1","units":{"input_seconds":"1.5","output_image":2}}"#,
            #"{"model": "us.anthropic.claude-sonnet-4-5-20250929-v1:0", "response": [{"usage": {"input_tokens": 1}}]}"#,
        ].map { Array($0.utf8) },
        tokens: jsonTokens
            + [
                "\"inputTokens\":", "\"usage\":{", "\"units\":{\"query\":", "\"operation\":\"invoke_model\"",
                "\"request\":{\"serviceTier\":{\"type\":\"flex\"}}", "\"inference_profiles\":{", "arn:aws:bedrock:",
            ].map { Array($0.utf8) }
    ) { input, _ in
        guard let value = try? JSONValue.parse(input), let request = try? PricingRequest(json: value) else {
            return false
        }
        let cost = pricer.cost(of: request, now: now)
        try hasSum(cost)
        return cost.status == .priced
    }

    /// A bill is compared to its end or refused with its line.
    static let bill: FuzzTarget = {
        let scratch = try? ScratchFile("bill.csv")
        let header =
            "identity_line_item_id,line_item_line_item_type,line_item_usage_start_date,line_item_product_code,"
            + "line_item_usage_type,line_item_usage_amount,line_item_currency_code,line_item_unblended_rate,"
            + "line_item_unblended_cost,pricing_unit,product,resource_tags\n"
        let lines = [
            "l1,Usage,2026-10-05T00:00:00.000Z,AmazonBedrock,EUW1-Claude3Sonnet-input-tokens,12.5,USD,0.003,0.0375,"
                + "1K tokens,\"{\"\"product_name\"\":\"\"x, y\"\"}\",\n",
            "l2,Tax,2026-10-05T00:00:00.000Z,AmazonBedrock,,,USD,,1.10,,,\r\n",
        ]
        let period = Timestamp(milliseconds: 1_790_812_800_000)..<Timestamp(milliseconds: 1_793_491_200_000)
        return FuzzTarget(
            "bill",
            seeds: [
                header + lines[0], header + lines.joined(), header + "\n\n" + lines[1],
                "a,b\n\"1,\"\"2\"\"\",\"x\ny\"\n",
            ]
            .map { Array($0.utf8) },
            tokens: [
                "\"", "\"\"", ",", "\r\n", "\n", "Usage", "Credit", "-", "1E-9", "USD", "EUR", "2026-10-05T00:00:00Z",
                "lineItem/UsageType", "PAR1", "AmazonBedrock", "-output-tokens", "1M tokens", "\u{FEFF}",
            ].map { Array($0.utf8) }
        ) { input, _ in
            guard let scratch else { throw FuzzFinding("there is no file to write to") }
            try scratch.write(input)
            let reconciler = BillReconciler(
                store: MemoryLedger { now }, names: BillingNames(), knownModels: ["anthropic.claude-3-sonnet"],
                options: .init(period: period))
            do {
                _ = try await reconciler.compare([scratch.path])
                return true
            } catch let error as BillError {
                try FuzzFinding.unless("\(error)".contains("bill.csv"), "an error names no file: \(error)")
                return false
            }
        }
    }()

    private static func hasSum(_ cost: Cost) throws {
        let sum = cost.lines.reduce(Money.zero) { $0 + $1.cost }
        try FuzzFinding.unless(cost.total == nil || cost.total == sum, "\(cost.total as Any) is not the sum \(sum)")
    }
}
