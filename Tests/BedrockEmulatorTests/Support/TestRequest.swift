import AWSSigning
import BedrockEmulator

/// A request as it goes over the wire.
struct TestRequest {
    var method = "POST"
    var target: String
    var headers: [(name: String, value: String)] = []
    var body: [UInt8]

    /// A call of an operation, by the last part of its path.
    init(_ operation: String, model: String, body: String, headers: [(name: String, value: String)] = []) {
        target = "/model/\(PercentEncoding.segment(model))/\(operation)"
        self.headers = headers
        self.body = Array(body.utf8)
    }

    /// A request without a body.
    init(get target: String) {
        method = "GET"
        self.target = target
        body = []
    }

    /// A call of Converse, or of ConverseStream, with one text of the user.
    static func converse(
        _ text: String = "Hello there", model: String = Samples.claude, stream: Bool = false, fault: String? = nil,
        extra: String = ""
    ) -> TestRequest {
        var request = TestRequest(
            stream ? "converse-stream" : "converse", model: model,
            body: "{\"messages\":[{\"role\":\"user\",\"content\":[{\"text\":\(Samples.quoted(text))}]}]\(extra)}")
        if let fault { request.headers.append(("x-emulator-fault", fault)) }
        return request
    }
}
