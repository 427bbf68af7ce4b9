import AWSSigning
import LedgerReports
import LosslessJSON

/// What the API answers.
enum APIAnswer: Sendable {
    /// An answer that is there as a whole.
    case whole(WholeReply)
    /// Rows that are written as fast as the client reads them.
    case export(CallExport, headers: [HeaderField])

    /// An answer in JSON.
    static func json(_ write: (inout JSONWriter) -> Void) -> APIAnswer {
        var writer = JSONWriter()
        write(&writer)
        return .json(writer.bytes)
    }

    /// An answer that is JSON already.
    static func json(_ bytes: [UInt8]) -> APIAnswer {
        .whole(
            WholeReply(status: 200, headers: [HeaderField("Content-Type", "application/json")], body: bytes))
    }

    /// An answer without content.
    static let done = APIAnswer.whole(WholeReply(status: 204, headers: [], body: []))

    /// A list under its name, with the number of those that were left out.
    static func list<Element>(
        _ name: String, _ elements: [Element], limit: Int = .max, _ write: (Element, inout JSONWriter) -> Void
    ) -> APIAnswer {
        .json { writer in
            writer.beginObject()
            writer.key(name)
            writer.beginArray()
            for element in elements.prefix(limit) { write(element, &writer) }
            writer.endArray()
            if elements.count > limit { writer.member("omitted", elements.count - limit) }
            writer.endObject()
        }
    }
}
