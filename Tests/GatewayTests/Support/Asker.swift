import AWSSigning
import BedrockRuntime
import Gateway
import Ledger
import LosslessJSON
import Pricing

/// Somebody who asks the API, with a token or without one.
struct Asker: Sendable {
    /// An answer as it came.
    struct Answer {
        let status: Int
        let headers: [HeaderField]
        let text: String

        var json: JSONValue? { try? JSONValue.parse(text) }
        /// The kind of a problem, without what all kinds begin with.
        var problem: String? {
            json?["type"]?.string.map { String($0.dropFirst("urn:bedrock-ledger:problem:".count)) }
        }
    }

    let url: String
    var token: String?

    /// Asks, and reads the whole answer.
    func ask(
        _ method: String, _ path: String, _ body: String? = nil, headers: [HeaderField] = []
    ) async throws -> Answer {
        var fields = headers
        if let token { fields.append(HeaderField("Authorization", "Bearer \(token)")) }
        if body != nil { fields.append(HeaderField("Content-Type", "application/json")) }
        let response = try await HTTPTransport.shared.send(
            TransportRequest(method: method, url: url + path, headers: fields, body: Array((body ?? "").utf8)))
        let bytes = try await response.body.collect(upTo: 64 << 20) ?? []
        return Answer(
            status: response.status, headers: response.headers, text: String(decoding: bytes, as: UTF8.self))
    }

    /// Asks the API for something.
    func get(_ path: String) async throws -> Answer { try await ask("GET", "/api/v1/" + path) }
}

extension Served {
    /// Somebody with a key of a role.
    func asker(_ role: KeyRole, team: String? = nil, models: [String] = []) async throws -> Asker {
        let issued = try await issuer.issue(
            role: role, team: role.needsTeam ? team ?? "search" : nil, models: models, actor: "test", at: .now())
        return Asker(url: gateway.url, token: issued.bearerToken.revealed())
    }

    /// Somebody without a key.
    var stranger: Asker { Asker(url: gateway.url) }
}
