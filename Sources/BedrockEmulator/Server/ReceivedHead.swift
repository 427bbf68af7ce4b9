import AWSSigning
import HTTPTypes

/// The request line and the headers of a request.
struct ReceivedHead: Sendable {
    let method: String
    let target: String
    let headers: [HeaderField]

    init(_ request: HTTPRequest) {
        method = request.method.rawValue
        target = request.path ?? ""
        let host = request.authority.map { [HeaderField("Host", $0)] } ?? []
        headers = host + request.headerFields.map { HeaderField($0.name.rawName, $0.value) }
    }

    /// The value of a header, by its name in lower case; the first where there are several.
    subscript(name: String) -> String? {
        headers.first { $0.name.lowercased() == name }?.value
    }

    /// The values of a header in their order.
    func values(of name: String) -> [String] {
        headers.filter { $0.name.lowercased() == name }.map(\.value)
    }

    /// The parts of `Credential=KEY/20261123/us-east-1/bedrock/aws4_request`, which are not verified here.
    private var credential: [Substring]? {
        guard let authorization = self["authorization"], authorization.utf8.count <= 4_096,
            let start = authorization.firstRange(of: "Credential=")
        else { return nil }
        let parts = authorization[start.upperBound...].prefix { $0 != "," && $0 != " " }.split(separator: "/")
        return parts.count == 5 ? parts : nil
    }

    /// The region that the request says it is signed for.
    var region: String? { credential.map { String($0[2]) } }

    /// The access key that the request says it is signed with.
    var accessKeyID: String? { credential.map { String($0[0]) } }

    /// What all attempts of a call by an SDK of AWS have in common.
    var invocationID: String? { self["amz-sdk-invocation-id"].map { String($0.prefix(128)) } }

    /// The faults that the request asks for.
    func faults() throws(ServiceError) -> [EmulatorFault] {
        do throws(EmulatorFaultError) {
            return try EmulatorFault.list(values(of: "x-emulator-fault").joined(separator: ","))
        } catch {
            throw .validation("\(error)")
        }
    }
}
