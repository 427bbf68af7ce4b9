import AWSSigning
import BedrockRuntime
import HTTPTypes

/// The request line and the headers of a request, as they came.
struct ReceivedHead: Sendable {
    let method: String
    let target: String
    let headers: [HeaderField]

    init(_ request: HTTPRequest) {
        let host = request.authority.map { [HeaderField("Host", $0)] } ?? []
        self.init(
            method: request.method.rawValue, target: request.path ?? "",
            headers: host + request.headerFields.map { HeaderField($0.name.rawName, $0.value) })
    }

    init(method: String, target: String, headers: [HeaderField]) {
        self.method = method
        self.target = target
        self.headers = headers
    }

    /// The value of a header, by its name in lower case; the first where there are several.
    subscript(name: String) -> String? {
        headers.first { $0.name.lowercased() == name }?.value
    }

    /// The request as a signature covers it.
    var signingRequest: SigningRequest { SigningRequest(method: method, target: target, headers: headers) }

    /// The path of the target.
    var path: Substring { target.prefix { $0 != "?" } }

    /// Whether the client waits to be told that it may send the body.
    var expectsContinue: Bool { self["expect"]?.lowercased() == "100-continue" }

    /// What all attempts of a call by an SDK of AWS have in common; nil where none is sent that can be a name.
    var invocationID: String? {
        guard let id = self["amz-sdk-invocation-id"], (1...128).contains(id.utf8.count) else { return nil }
        return id
    }

    /// The headers that belong to an operation, and go on to the service. Tier, latency mode and guardrail stand in headers
    /// of InvokeModel alone; the other operations have them in their bodies.
    ///
    /// - Throws: ``GatewayRefusal`` for one that comes twice: which of its values the service would price is not known.
    func headers(of operation: RuntimeOperation) throws(GatewayRefusal) -> [HeaderField] {
        let isInvocation = operation == .invokeModel || operation == .invokeModelWithResponseStream
        var names: Set<String> = []
        var result: [HeaderField] = []
        for header in headers {
            let name = header.name.lowercased()
            let belongs =
                ["accept", "content-type"].contains(name)
                || (isInvocation && (name.hasPrefix("x-amzn-bedrock-") || name.hasPrefix("anthropic-")))
            guard belongs else { continue }
            guard names.insert(name).inserted else { throw .validation("The header \(name) is given twice.") }
            result.append(header)
        }
        return result
    }
}
