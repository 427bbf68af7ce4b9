import LosslessJSON
import Pricing

/// Prices the same answer many times, and reads the rate card that a program starts with.
struct PricingBenchmark {
    static func run() async throws {
        let card = try RateCard.shipped()
        print(try await Measurement.of("read the shipped rate card") { _ = try RateCard.shipped() }.line)
        let pricer = Pricer(card: card)
        guard let model = card.models.keys.filter({ $0.contains("claude") }).min() else { return }
        let response = try JSONValue.parse(
            Array(#"{"usage":{"inputTokens":1200,"outputTokens":340,"cacheReadInputTokens":800}}"#.utf8))
        let reported = ReportedTokens(input: 1200, output: 340, cacheRead: 800)
        let count = 10_000
        let requests = [
            ("price an answer of Converse", PricingRequest(model: "us." + model, response: response)),
            ("price reported tokens", PricingRequest(model: "us." + model, reportedTokens: reported)),
        ]
        for (name, request) in requests {
            var lines = 0
            let measurement = try await Measurement.of("\(name), 10,000 times") {
                for _ in 0..<count { lines += pricer.cost(of: request, now: Timestamp(milliseconds: 0)).lines.count }
            }
            print(measurement.line + "\t\(lines)")
        }
    }
}
