import Foundation
import Ledger
import LosslessJSON
import Pricing
import Testing

@testable import Gateway

@Suite("The OpenAPI document describes the API as it is")
struct DescriptionTests {
    private let document: JSONValue

    init() throws {
        document = try JSONValue.parse(ManagementAPI.openAPI)
    }

    private func described(_ route: APIRoute) -> JSONValue? {
        document["paths"]?[route.path]?[route.method.lowercased()]
    }

    private func resolved(_ value: JSONValue) -> JSONValue? {
        guard let path = value["$ref"]?.string else { return value }
        return path.split(separator: "/").dropFirst().reduce(document) { $0?[String($1)] }
    }

    @Test("There is an operation for each route, and none besides")
    func routes() {
        let described = document["paths"]?.members.flatMap { path in
            path.value.members.map { "\($0.key.uppercased()) \(path.key)" }
        }
        #expect(described?.sorted() == APIRoute.all.map { "\($0.method) \($0.path)" }.sorted())
        #expect(Set(APIRoute.all.map(\.operation)) == Set(APIOperation.allCases))
    }

    @Test("Names, roles, parameters and bodies are those of the table", arguments: APIRoute.all)
    func details(route: APIRoute) throws {
        let operation = try #require(described(route))
        #expect(operation["operationId"]?.string == route.operation.rawValue)
        #expect(
            Set(operation["x-roles"]?.elements.compactMap(\.string) ?? [])
                == Set(route.roles.filter { $0 != .keyless }.map(\.rawValue)))
        let parameters = operation["parameters"]?.elements.compactMap { resolved($0) } ?? []
        #expect(parameters.count == operation["parameters"]?.count ?? 0)
        let inQuery = parameters.filter { $0["in"]?.string == "query" }.compactMap { $0["name"]?.string }
        #expect(inQuery == route.parameters)
        let inPath = parameters.filter { $0["in"]?.string == "path" }.compactMap { $0["name"]?.string }
        #expect(inPath == route.path.matches(of: /\{([a-z]+)\}/).map { String($0.1) })
        let body = operation["requestBody"]?["content"]?["application/json"]?["schema"].flatMap(resolved)
        #expect((body == nil) == (route.members == nil))
        let members = body?["properties"]?.members.map(\.key) ?? []
        #expect(Set(members) == Set(route.members ?? []))
        for (code, answer) in operation["responses"]?.members.map({ ($0.key, $0.value) }) ?? [] {
            #expect(resolved(answer) != nil, "\(code)")
        }
    }

    @Test("What can be chosen is what the code takes")
    func choices() {
        let parameters = document["components"]?["parameters"]
        func names(_ value: JSONValue?) -> [String] { value?["enum"]?.elements.compactMap { $0.string } ?? [] }
        #expect(names(parameters?["operation"]?["schema"]) == CallOperation.allCases.map(\.rawValue))
        #expect(names(parameters?["format"]?["schema"]) == ExportFormat.allCases.map(\.rawValue))
        #expect(
            names(parameters?["state"]?["schema"]) == ManagementAPI.ReservationState.allCases.map(\.rawValue))
        let schemas = document["components"]?["schemas"]
        #expect(
            names(schemas?["KeyRequest"]?["properties"]?["role"]) == KeyRole.allCases.map(\.rawValue))
        #expect(
            names(schemas?["Problem"]?["properties"]?["type"])
                == APIProblem.Kind.allCases.map { "urn:bedrock-ledger:problem:\($0.rawValue)" })
        #expect(
            schemas?["Settlement"]?["properties"]?["usage"]?["properties"]?.members.map(\.key)
                == UsageMembers.items.map(\.key))
        #expect(parameters?["by"]?["description"]?.string?.contains(SpendKey.allNames) == true)
    }

    @Test("Statuses are those of the problems")
    func statuses() {
        let described = Set(document["components"]?["responses"]?.members.map(\.key) ?? [])
        let known = Set(APIProblem.Kind.allCases.map { "\($0.status.code)" }).subtracting(["405"])
        #expect(described == known)
    }

    @Test("It is served as it is")
    func served() async throws {
        try await Served.with { served in
            let answer = try await served.asker(.viewer).get("openapi.json")
            #expect(Array(answer.text.utf8) == ManagementAPI.openAPI)
        }
    }

    @Test("docs/api.md has the table of routes and roles")
    func documentation() throws {
        let root = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../..")
        let text = try String(contentsOf: root.appending(path: "docs/api.md"), encoding: .utf8)
        let columns: [APIPrincipal.Role] = [.viewer, .lead, .admin, .caller, .metrics, .keyless]
        for route in APIRoute.all {
            let marks = columns.map { route.roles.contains($0) ? "yes" : "" }.joined(separator: " | ")
            #expect(text.contains("| `\(route.method) \(route.path)` | \(marks) |"), "\(route.operation.rawValue)")
        }
    }
}
