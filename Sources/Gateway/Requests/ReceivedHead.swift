import AWSSigning
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

    /// The headers that belong to the operation, and go on to the service.
    var operationHeaders: [HeaderField] {
        headers.filter { header in
            let name = header.name.lowercased()
            return ["accept", "content-type"].contains(name) || name.hasPrefix("x-amzn-bedrock-")
                || name.hasPrefix("anthropic-")
        }
    }
}
