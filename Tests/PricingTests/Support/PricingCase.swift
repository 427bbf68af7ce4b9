import LosslessJSON
import Pricing
import Testing

/// One call as the command line takes it, and what it must cost.
struct PricingCase: Sendable, CustomTestStringConvertible {
    /// What must come out.
    enum Expected: Sendable {
        /// This exact amount.
        case usd(String)
        /// No price, for a reason with these words.
        case unpriced(String)
        /// No known usage, for a reason with these words.
        case unknownUsage(String)
    }

    let testDescription: String
    let line: String
    let expected: Expected

    init(_ title: String, _ line: String, _ expected: Expected) {
        testDescription = title
        self.line = line
        self.expected = expected
    }

    /// Prices the call by the shipped card and compares to the last digit.
    func check(sourceLocation: SourceLocation = #_sourceLocation) throws {
        let cost = try Pricer.shipped.cost(ofLine: line)
        switch expected {
        case .usd(let amount):
            #expect(cost.status == .priced, "\(cost.reason ?? "")", sourceLocation: sourceLocation)
            #expect(cost.total?.usd == amount, sourceLocation: sourceLocation)
            let sum = cost.lines.reduce(Money.zero) { $0 + $1.cost }
            #expect(cost.total == sum, "the lines add up to the cost", sourceLocation: sourceLocation)
        case .unpriced(let words):
            #expect(cost.status == .unpriced, sourceLocation: sourceLocation)
            expect(cost, hasNoPriceFor: words, sourceLocation)
        case .unknownUsage(let words):
            #expect(cost.status == .unknownUsage, sourceLocation: sourceLocation)
            expect(cost, hasNoPriceFor: words, sourceLocation)
        }
    }

    private func expect(_ cost: Cost, hasNoPriceFor words: String, _ sourceLocation: SourceLocation) {
        #expect(cost.total == nil, sourceLocation: sourceLocation)
        #expect(cost.lines.isEmpty, sourceLocation: sourceLocation)
        #expect(cost.reason?.contains(words) == true, "\(cost.reason ?? "no reason")", sourceLocation: sourceLocation)
    }
}

extension Pricer {
    /// A pricer with the card that comes with the package.
    static let shipped: Pricer = {
        do {
            return Pricer(card: try RateCard.shipped())
        } catch {
            Issue.record("the shipped card cannot be read: \(error)")
            return Pricer(card: RateCard(version: "unreadable", published: .earliest))
        }
    }()

    /// The cost of a call given as JSON; one that states no time was made on the day of the shipped card.
    func cost(ofLine line: String) throws -> Cost {
        let request = try PricingRequest(json: try JSONValue.parse(line))
        return cost(of: request, now: try #require(Timestamp(iso8601: "2026-11-23")))
    }
}
