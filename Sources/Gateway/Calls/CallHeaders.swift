import AWSSigning
import BedrockLedger
import Pricing

/// What the gateway tells of a call in headers of its own.
enum CallHeaders {
    /// The id under which the ledger has the call.
    static let callID = "x-ledger-call-id"

    /// Those of a whole answer: which call it was and what it cost.
    static func of(_ record: CallRecord) -> [HeaderField] {
        var headers = of(record.id, landing: record.landing)
        if let charged = record.charged?.total ?? record.costUSD {
            headers.append(HeaderField("x-ledger-cost-usd", charged.usd))
        }
        if record.isEstimated { headers.append(HeaderField("x-ledger-cost-estimated", "true")) }
        return headers
    }

    /// Those that are known before an answer has come whole: which call it is, and what it became so that it fitted.
    static func of(_ id: String, landing: CallLanding?) -> [HeaderField] {
        var headers = [HeaderField(callID, id)]
        if let landing {
            headers.append(HeaderField("x-ledger-landing", landing.kind.rawValue))
            headers.append(HeaderField("x-ledger-model", value(landing.model)))
        }
        return headers
    }

    /// A text as it may stand in a header: other than visible ASCII becomes `?`.
    static func value(_ text: String) -> String {
        String(
            decoding: text.unicodeScalars.map {
                (0x20..<0x7F).contains($0.value) ? UInt8($0.value) : UInt8(ascii: "?")
            },
            as: UTF8.self)
    }
}
