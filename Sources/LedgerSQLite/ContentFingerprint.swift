internal import Crypto
internal import Ledger
internal import Pricing

/// The SHA-256 of everything that a call says, to recognise content that was accepted before.
struct ContentFingerprint {
    /// The way in which the content is written down; a new way gets a new number, so old fingerprints stay readable.
    private static let version: UInt8 = 1

    /// The digest.
    let bytes: [UInt8]

    /// The fingerprint of a call.
    init(of call: Call) {
        var writer = Writer()
        let cost = call.cost
        let attribution = call.attribution
        for text in [call.id, call.requestID, attribution.team, attribution.callsite, attribution.user] {
            writer.add(text)
        }
        for (name, value) in attribution.tags.sorted(by: { $0.key < $1.key }) {
            writer.add(name)
            writer.add(value)
        }
        writer.add(String(attribution.tags.count))
        for text in [
            String(call.at.milliseconds), call.requestedModel, call.region, call.operation.rawValue,
            call.status.rawValue, call.isEstimated ? "1" : "0", call.latencyMilliseconds.map { String($0) },
            cost.status.rawValue, cost.model, cost.scope?.rawValue, cost.tier.rawValue, cost.ratesVersion, cost.reason,
        ] {
            writer.add(text)
        }
        for item in cost.usage.items {
            writer.add(item.rawValue)
            writer.add(String(cost.usage[item].millionths))
        }
        writer.add(String(cost.usage.items.count))
        for line in cost.lines {
            writer.add(line.item.rawValue)
            writer.add(String(line.quantity.millionths))
            writer.add(String(line.rate.picodollarsPerUnit))
        }
        bytes = Array(SHA256.hash(data: writer.bytes))
    }

    /// Writes texts with their lengths, so that no two contents are written alike.
    private struct Writer {
        var bytes: [UInt8] = [ContentFingerprint.version]

        mutating func add(_ text: String?) {
            guard let text else {
                bytes.append(0)
                return
            }
            bytes.append(1)
            withUnsafeBytes(of: UInt32(clamping: text.utf8.count).littleEndian) { bytes.append(contentsOf: $0) }
            bytes.append(contentsOf: text.utf8)
        }
    }
}
