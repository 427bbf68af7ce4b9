import Foundation
import Pricing

extension RateCard {
    /// The card in a file, laid over the shipped one where it says so; the shipped one without a file.
    ///
    /// - Throws: ``RateCardError`` with file, line and field.
    static func card(at path: String?) throws(RateCardError) -> RateCard {
        guard let path else { return try .shipped() }
        let bytes: [UInt8]
        do {
            bytes = Array(try Data(contentsOf: URL(filePath: path)))
        } catch {
            throw RateCardError(name: path, reason: "the file cannot be read: \(error.localizedDescription)")
        }
        let card = try RateCard.load(from: bytes, name: path)
        return card.isOverlay ? try RateCard.shipped().overlaid(with: card) : card
    }
}
