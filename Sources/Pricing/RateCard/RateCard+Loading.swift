internal import CAssets
import LosslessJSON

extension RateCard {
    /// The card that comes with the package.
    ///
    /// - Throws: ``RateCardError`` where the package was built with a card it cannot read.
    public static func shipped() throws(RateCardError) -> RateCard {
        let asset = ledger_rate_card()
        let bytes = UnsafeRawBufferPointer(start: asset.bytes, count: asset.size)
        return try load(from: Array(bytes), name: String(cString: asset.name))
    }

    /// Reads a card from its JSON text.
    ///
    /// - Parameters:
    ///   - bytes: The text in UTF-8.
    ///   - name: The file's name, for messages.
    /// - Returns: The card.
    /// - Throws: ``RateCardError`` with file, line and field.
    public static func load(from bytes: [UInt8], name: String) throws(RateCardError) -> RateCard {
        let root: JSONValue
        do {
            root = try JSONValue.parse(bytes)
        } catch {
            throw RateCardError(name: name, line: error.line, reason: "this is no JSON: \(error)")
        }
        var reader = RateCardReader()
        return try reader.card(CardField(name: name, root: root))
    }
}
