import ArgumentParser
import LosslessJSON
import Pricing

/// Which prices a command works with.
struct RatesOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "A rate card to use instead of the shipped one, or laid over it where the card says \"overlay\": true "
                + "(default: the environment's BEDROCK_LEDGER_RATES).",
            valueName: "file"))
    var rates: String?

    /// The rate card that is meant.
    ///
    /// - Throws: ``CommandFailure`` naming file, line and field of a card that is refused.
    func card() throws -> RateCard {
        guard let path = rates ?? Host.variable("BEDROCK_LEDGER_RATES") else { return try RateCard.shipped() }
        let card = try Self.load(path)
        return card.isOverlay ? try RateCard.shipped().overlaid(with: card) : card
    }

    /// Reads a card from a file as it stands there.
    ///
    /// - Throws: ``CommandFailure`` naming file, line and field of a card that is refused.
    static func load(_ path: String) throws -> RateCard {
        do {
            return try RateCard.load(from: try InputFile.read(path), name: path)
        } catch let error as RateCardError {
            throw CommandFailure(.usage, "the rate card is refused: \(error)")
        }
    }

    /// A pricer for the card that is meant; an old card is warned about once, on standard error.
    func pricer(now: Timestamp = .now()) throws -> Pricer {
        let card = try card()
        if let warning = card.stalenessWarning(at: now) { StandardError.warning(warning) }
        return Pricer(card: card)
    }
}
