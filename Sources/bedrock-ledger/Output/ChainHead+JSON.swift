import Ledger
import LedgerReports
import LosslessJSON
import Pricing

extension ObjectListing<ChainHead> {
    /// Heads of chains.
    static var chainHeads: ObjectListing {
        let columns: [Column] = [
            .number("link") { String($0.number) }, .number("at") { $0.at.iso8601 },
            .number("last_call") { String($0.lastCall) }, .number("corrections") { String($0.corrections) },
            .whole("sha256") { $0.sha256 },
        ]
        return ObjectListing(name: "heads", tableColumns: columns, csvColumns: columns) { head, writer in
            writer.beginObject()
            writer.member("link", head.number)
            writer.member("at", head.at)
            writer.member("last_call", head.lastCall)
            writer.member("corrections", head.corrections)
            writer.member("sha256", head.sha256)
            writer.endObject()
        }
    }
}

extension ChainHead {
    /// Reads a head as `chain head --format json` writes it.
    ///
    /// - Returns: `nil` where the value is anything else.
    init?(_ json: JSONValue) {
        guard let number = json["link"]?.integer, number > 0, let sha256 = json["sha256"]?.string,
            sha256.utf8.count == 64, let at = json["at"]?.string.flatMap({ Timestamp(iso8601: $0) }),
            let lastCall = json["last_call"]?.integer, let corrections = json["corrections"]?.integer
        else { return nil }
        self.init(number: number, sha256: sha256, at: at, lastCall: lastCall, corrections: corrections)
    }
}
