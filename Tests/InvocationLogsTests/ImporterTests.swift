import Foundation
import Ledger
import LedgerSimulation
import Pricing
import Testing

@testable import InvocationLogs

@Suite("Importing")
struct ImporterTests {
    private let folder: TemporaryFolder
    private let store = MemoryLedger(clock: { Timestamp(milliseconds: 1_795_200_000_000) })
    private let pricer: Pricer

    init() throws {
        folder = try TemporaryFolder()
        pricer = Pricer(card: try RateCard.shipped())
    }

    private func run(
        _ paths: [String]? = nil, _ policy: AttributionPolicy = AttributionPolicy(),
        limits: ImportLimits = .standard
    ) async throws -> ImportSummary {
        let importer = Importer(store: store, pricer: pricer, attribution: policy, limits: limits)
        return try await importer.run(try LogSource(paths: paths ?? [folder.path], limits: limits))
    }

    private func call(_ number: Int) async throws -> Call {
        try #require(try await store.call("aws:\(Sample.requestID(number))")).call
    }

    @Test("A request counts once, in whatever form and however often it is imported")
    func once() async throws {
        let records = (1...5).map { Sample.record($0) }
        try folder.write("lines.jsonl", records.joined(separator: "\n"))
        try folder.write("list.json", "[\(records.joined(separator: ","))]")
        try folder.write("records.json", "{\"Records\":[\(records.joined(separator: ","))]}")
        try folder.write("pretty.json", try records.map { try Sample.pretty($0) }.joined(separator: "\n"))
        try folder.write("lines.json.gz", try folder.gzip(records.joined(separator: "\n")))
        let messages = records.map { "{\"timestamp\":1,\"message\":\(Sample.quoted($0))}" }.joined(separator: ",")
        try folder.write("events.json", "{\"events\":[\(messages)]}")

        let first = try await run()
        #expect((first.files, first.records) == (6, 30))
        #expect((first.recorded, first.duplicates, first.conflictCount, first.brokenCount) == (5, 25, 0, 0))
        #expect(first.cost == Money(picodollars: 5 * (100 * 3_300_000 + 10 * 16_500_000)))
        let second = try await run()
        #expect((second.recorded, second.duplicates, second.cost) == (0, 30, .zero))
        #expect(try await store.lastSequence() == 5)
    }

    @Test("A record without a request id is known by its content")
    func withoutRequestID() async throws {
        let text =
            "\(Sample.record(1, ["requestId": ""]))\n\(Sample.record(1, ["requestId": "", "region": "\"us-west-2\""]))\n"
        try folder.write("a.json", text)
        try folder.write("b.json", text)
        let summary = try await run()
        #expect((summary.recorded, summary.duplicates) == (2, 2))
    }

    @Test("Broken records are reported with file and line; the rest goes in")
    func broken() async throws {
        let path = try folder.write(
            "log.jsonl",
            """
            \(Sample.record(1))
            {"schemaType":
            \(Sample.record(2, ["operation": "\"Sing\""]))

            \(Sample.record(3))
            {"a":1}
            \(Sample.record(4, ["requestId": "\"\(String(repeating: "x", count: 200))\""]))
            \(Sample.record(5))
            """)
        let summary = try await run()
        #expect((summary.records, summary.recorded, summary.brokenCount) == (3, 3, 4))
        #expect(summary.broken.map(\.line).sorted() == [2, 3, 6, 7])
        #expect(summary.broken.allSatisfy { $0.file == path })
        #expect(summary.broken.first?.description == "\(path):2: the record is not closed")
    }

    @Test("All broken records are counted, the first are listed")
    func manyBroken() async throws {
        try folder.write("log.jsonl", String(repeating: "{}\n", count: 50))
        let summary = try await run(limits: ImportLimits(maximumListed: 10))
        #expect((summary.brokenCount, summary.broken.count) == (50, 10))
    }

    @Test("More records than one batch arrive whole, and progress rises to the end")
    func batches() async throws {
        let text = (1...9000).map { Sample.record($0) }.joined(separator: "\n")
        try folder.write("a.json.gz", try folder.gzip(text))
        try folder.write("b.json", Sample.record(9999))
        var seen: [ImportProgress] = []
        let importer = Importer(store: store, pricer: pricer)
        let source = try LogSource(paths: [folder.path])
        let summary = try await importer.run(source) { seen.append($0) }
        #expect((summary.records, summary.recorded) == (9001, 9001))
        #expect(seen.map(\.records) == (1...8).map { $0 * 1024 } + [9000, 9001])
        #expect(seen.map(\.bytes) == seen.map(\.bytes).sorted())
        #expect(seen.last?.bytes == source.totalSize && seen.last?.files == 2)
    }

    @Test("A failed call costs nothing, and one that broke off costs its tokens")
    func failed() async throws {
        let text = [
            Sample.record(1, ["errorCode": "\"ThrottlingException\"", "output": ""]),
            Sample.record(2, ["errorCode": "\"ThrottlingException\"", "modelId": "\"nobody.knows\"", "output": "{}"]),
            Sample.record(3, ["errorCode": "\"ModelStreamErrorException\""]),
        ]
        try folder.write("log.json", text.joined(separator: "\n"))
        let summary = try await run()
        #expect((summary.recorded, summary.failedCalls, summary.unpricedCount) == (3, 2, 0))
        #expect(try await call(1).status == .failed)
        #expect(try await call(1).cost.total == .zero)
        #expect(try await call(2).cost.total == .zero)
        #expect(try await call(3).status == .aborted)
        #expect(try await call(3).cost.total == Money(picodollars: 495_000_000))
    }

    @Test("A call without a price is recorded and counted by model and reason")
    func unpriced() async throws {
        try folder.write(
            "log.json",
            [1, 2].map { Sample.record($0, ["modelId": "\"nobody.knows-v1\""]) }.joined() + Sample.record(3))
        let summary = try await run()
        #expect((summary.recorded, summary.unpricedCount) == (3, 2))
        #expect(summary.unpriced.count == 1)
        #expect(summary.unpriced.first?.key.model == "nobody.knows-v1")
        #expect(try await call(1).cost.total == nil)
    }

    @Test("Bodies, streams and counts beside them all reach the price")
    func prices() async throws {
        let write =
            #"{"outputTokenCount":77,"outputBodyJson":{"usage":{"inputTokens":12,"outputTokens":77,"#
            + #""totalTokens":41089,"cacheWriteInputTokens":41000,"cacheDetails":[{"ttl":"1h","inputTokens":40000},"#
            + #"{"ttl":"5m","inputTokens":1000}]}}}"#
        let stream =
            #"{"outputTokenCount":134,"outputBodyJson":[{"type":"message_start","message":{"usage":"#
            + #"{"input_tokens":392,"output_tokens":4}}},{"type":"message_delta","usage":{"output_tokens":134}},"#
            + #"{"type":"message_stop","amazon-bedrock-invocationMetrics":{"inputTokenCount":392,"#
            + #""outputTokenCount":90,"invocationLatency":3722}}]}"#
        let body =
            #"{"outputTokenCount":8,"outputBodyJson":{"usage":{"input_tokens":12,"output_tokens":8,"#
            + #""cache_read_input_tokens":1000}}}"#
        try folder.write(
            "log.json",
            [
                Sample.record(1, ["output": write]),
                Sample.record(2, ["operation": "\"InvokeModelWithResponseStream\"", "output": stream]),
                Sample.record(3, ["operation": "\"InvokeModel\"", "output": body]),
                Sample.record(4, ["input": #"{"inputTokenCount":2,"cacheReadInputTokenCount":95500}"#]),
                Sample.record(
                    5,
                    [
                        "modelId": "\"amazon.nova-pro-v1:0\"",
                        "performanceConfig": #"{"latency":"optimized"}"#,
                        "input": #"{"inputTokenCount":100,"inputBodyJson":{"messages":[]}}"#,
                    ]),
            ].joined(separator: "\n"))
        let summary = try await run()
        #expect((summary.recorded, summary.unpricedCount) == (5, 0))
        // Sonnet 4.5 in a geography: 3.30 input, 16.50 output, 4.125 and 6.60 cache writes, 0.33 cache reads per million.
        let expected = [
            12 * 3_300_000 + 77 * 16_500_000 + 1000 * 4_125_000 + 40000 * 6_600_000,
            392 * 3_300_000 + 134 * 16_500_000,
            12 * 3_300_000 + 8 * 16_500_000 + 1000 * 330_000,
            2 * 3_300_000 + 10 * 16_500_000 + 95500 * 330_000,
            100 * 1_000_000 + 10 * 4_000_000,
        ]
        for (index, picodollars) in expected.enumerated() {
            #expect(
                try await call(index + 1).cost.total == Money(picodollars: Int128(picodollars)), "call \(index + 1)")
        }
        #expect(try await call(2).latencyMilliseconds == 3722)
        #expect(try await call(5).cost.tier == .latencyOptimized)
    }

    @Test("Other attribution in a second import is a conflict that changes nothing")
    func conflict() async throws {
        let path = try folder.write("log.json", Sample.record(1))
        #expect(try await run().recorded == 1)
        let policy = AttributionPolicy(rules: [try AttributionRule("* team=other")])
        let summary = try await run(nil, policy)
        #expect((summary.recorded, summary.conflictCount) == (0, 1))
        #expect(
            summary.conflicts.map(\.description) == [
                "\(path):1: request aws:\(Sample.requestID(1)) is in the ledger under team \"unassigned\", "
                    + "callsite \"role/search-role\", and stays there"
            ])
        #expect(try await call(1).attribution.team == Attribution.unknownTeam)
    }

    @Test("A request that is logged twice with different detail, or imported again at other rates, counts once")
    func detail() async throws {
        let body =
            #"{"outputTokenCount":10,"outputBodyJson":{"metrics":{"latencyMs":9},"usage":"#
            + #"{"inputTokens":100,"outputTokens":10,"totalTokens":110}}}"#
        try folder.write("log.json", Sample.record(1) + Sample.record(1, ["output": body]))
        let summary = try await run()
        #expect((summary.recorded, summary.duplicates, summary.conflictCount) == (1, 1, 0))

        let text =
            #"{"format":1,"version":"other","published":"2026-11-01","models":[{"id":"#
            + #""anthropic.claude-sonnet-4-5-20250929-v1:0","prices":[{"usd_per_million_tokens":"#
            + #"{"input":"1","output":"2"}}]}]}"#
        let card = try RateCard.load(from: Array(text.utf8), name: "card")
        let importer = Importer(store: store, pricer: Pricer(card: card))
        let again = try await importer.run(try LogSource(paths: [folder.path]))
        #expect((again.recorded, again.duplicates, again.conflictCount) == (0, 2, 0))
    }

    @Test("A cancelled import stops")
    func cancelled() async throws {
        try folder.write("log.json", Sample.record(1))
        let task = Task { [importer = Importer(store: store, pricer: pricer), path = folder.path] in
            withUnsafeCurrentTask { $0?.cancel() }
            _ = try await importer.run(try LogSource(paths: [path]))
        }
        await #expect(throws: CancellationError.self) { try await task.value }
    }
}
