import BedrockRuntime
import LosslessJSON
import Retry

extension MeteredExchange {
    /// Reads the whole answer.
    ///
    /// Of a stream these are the frames as they came; its events are better read one by one.
    public func response() async throws -> Metered<RawResponse> {
        let head = try await head()
        var body: [UInt8] = []
        for try await piece in self { body += piece.bytes }
        let record = try await record()
        return Metered(
            response: RawResponse(status: head.status, headers: head.headers, body: body), call: record)
    }

    /// Reads the whole answer as one of Converse.
    func converseResponse() async throws -> Metered<ConverseResponse> {
        let raw = try await response()
        guard let json = raw.json, json.kind == .object else {
            throw BedrockError(
                status: raw.status, message: "the answer is no JSON object; what the call cost is not known",
                phase: .streaming, requestID: raw.requestID, headers: raw.headers, body: Array(raw.body.prefix(1 << 20))
            )
        }
        return Metered(response: ConverseResponse(json: json, headers: raw.headers), call: raw.call)
    }
}
