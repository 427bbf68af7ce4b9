import AWSSigning
import LosslessJSON

/// An answer that is there as a whole.
struct WholeReply: Sendable {
    var status: Int
    var headers: [HeaderField]
    var body: [UInt8]

    /// An answer in JSON.
    static func json(_ status: Int, _ members: KeyValuePairs<String, String>) -> WholeReply {
        var writer = JSONWriter()
        writer.beginObject()
        for (name, value) in members {
            writer.key(name)
            writer.string(value)
        }
        writer.endObject()
        return WholeReply(
            status: status, headers: [HeaderField("Content-Type", "application/json")], body: writer.bytes)
    }

    /// A refusal in the form of the service's errors, under the id of the request.
    init(_ refusal: GatewayRefusal, requestID: String) {
        self = .json(refusal.status, ["message": refusal.message])
        headers += [HeaderField("x-amzn-ErrorType", refusal.type), HeaderField("x-amzn-RequestId", requestID)]
        headers += refusal.headers
    }

    init(status: Int, headers: [HeaderField], body: [UInt8]) {
        self.status = status
        self.headers = headers
        self.body = body
    }
}
