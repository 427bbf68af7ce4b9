import CWriteBaseline
import Foundation
import Ledger
import Pricing

/// The same statements by hand in C.
struct CContestant: Contestant {
    let name = "C"
    private let baseline: OpaquePointer
    private let clock: @Sendable () -> Timestamp

    init(path: String, clock: @escaping @Sendable () -> Timestamp) throws {
        let rates = (0..<WriteWorkload.seriesCount).map { series in
            let rates = WriteWorkload.rates(ofSeries: series)
            return write_baseline_rates(input_rate: rates.input, output_rate: rates.output)
        }
        guard let opened = write_baseline_open(path, rates, Int32(rates.count)) else {
            throw BenchmarkError(reason: "the C program does not open \(path)")
        }
        baseline = opened
        self.clock = clock
    }

    func close() { write_baseline_close(baseline) }

    /// The pages that the last run wrote to the log.
    var pages: Int { Int(write_baseline_pages(baseline)) }

    func run(_ items: [WriteWorkload.Item], inFlight: Int, groups: [Int32]) async throws -> Measurement {
        let texts = items.map { (strdup($0.request.id), strdup($0.call.requestID ?? "")) }
        defer {
            for (id, requestID) in texts {
                free(id)
                free(requestID)
            }
        }
        let calls = zip(items, texts).compactMap { item, texts -> write_baseline_call? in
            guard let id = texts.0, let requestID = texts.1, case .bound(let amount) = item.request.amount else {
                return nil
            }
            return write_baseline_call(
                id: id, request_id: requestID, series: Int32(item.series), input_tokens: item.inputTokens,
                output_tokens: item.outputTokens, reserved_picodollars: Int64(amount.picodollars))
        }
        var latencies = [Int64](repeating: 0, count: inFlight == 1 ? items.count : 0)
        let watch = Stopwatch()
        let transactions = latencies.withUnsafeMutableBufferPointer { latencies in
            write_baseline_run(
                baseline, calls, Int32(calls.count), Int32(inFlight), groups, Int32(groups.count),
                clock().milliseconds, latencies.isEmpty ? nil : latencies.baseAddress)
        }
        guard transactions >= 0 else { throw BenchmarkError(reason: "the C program failed") }
        return Measurement(
            seconds: watch.seconds, processorSeconds: watch.processorSeconds, transactions: Int(transactions),
            latencies: latencies)
    }

    /// What two writes and syncs of so many pages take, in nanoseconds, that often.
    static func sync(path: String, pages: Int, pairs: Int) throws -> [Int64] {
        var latencies = [Int64](repeating: 0, count: pairs)
        guard write_baseline_sync(path, Int32(pages), Int32(pairs), &latencies) == 0 else {
            throw BenchmarkError(reason: "\(path) cannot be written")
        }
        return latencies
    }
}
