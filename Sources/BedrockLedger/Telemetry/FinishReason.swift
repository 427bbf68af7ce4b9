import LosslessJSON

/// Finds out why a model stopped, wherever its family says so.
enum FinishReason {
    /// The reason in a response as pricing reads it.
    static func of(_ response: JSONValue?) -> String? {
        guard let response else { return nil }
        if response.kind == .array { return response.elements.reversed().lazy.compactMap(reason).first }
        guard let body = response["body"] else { return reason(in: response) }
        return body.kind == .array ? body.elements.reversed().lazy.compactMap(reason).first : reason(in: body)
    }

    private static func reason(in json: JSONValue) -> String? {
        let places = [
            json["stopReason"], json["messageStop"]?["stopReason"], json["stop_reason"], json["delta"]?["stop_reason"],
            json["choices"]?[0]?["finish_reason"], json["results"]?[0]?["completionReason"],
        ]
        return places.lazy.compactMap { $0?.string }.first
    }
}
