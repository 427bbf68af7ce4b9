import Foundation
import Testing

@Suite("Keys are issued, listed and revoked")
struct KeyCommandTests {
    struct Issued: Decodable {
        var id: String
        var team: String
        var accessKeyId: String
        var secretAccessKey: String
        var bearerToken: String
        var expiresAt: String?

        static func decoded(_ text: String) throws -> Issued {
            let decoder = JSONDecoder()
            decoder.keyDecodingStrategy = .convertFromSnakeCase
            return try decoder.decode(Issued.self, from: Data(text.utf8))
        }
    }

    @Test(
        "A list of models that names none is refused: it must not make a key for every model",
        arguments: ["", ",", " "])
    func noModels(list: String) async throws {
        let outcome = try await Workspace().run("key", "create", "--team", "search", "--models", list)
        #expect(outcome.status == 2)
        #expect(outcome.output.isEmpty)
    }

    @Test("A key is printed once, with what its holder needs; no file of the ledger and no list holds a secret")
    func issuing() async throws {
        let workspace = try Workspace()
        let outcome = try await workspace.run(
            "key", "create", "--team", "search", "--expires", "90d", "--format", "json")
        #expect(outcome.status == 0)
        let issued = try Issued.decoded(outcome.output)
        #expect(issued.team == "search")
        #expect(issued.accessKeyId == "BLAK" + issued.id.uppercased())
        #expect(issued.bearerToken.hasPrefix("bl-\(issued.id)-"))
        #expect(issued.expiresAt != nil)
        let list = try await workspace.run("key", "list", "--format", "json")
        #expect(list.output.contains(issued.accessKeyId) && list.output.contains(#""state":"active""#))
        let secrets = [issued.secretAccessKey, String(issued.bearerToken.suffix(64))]
        let files = try FileManager.default.contentsOfDirectory(
            at: workspace.directory, includingPropertiesForKeys: nil)
        for text in try files.map({ String(decoding: try Data(contentsOf: $0), as: UTF8.self) }) + [list.output] {
            for secret in secrets { #expect(!text.contains(secret)) }
        }
        let attributes = try FileManager.default.attributesOfItem(
            atPath: workspace.directory.appending(path: "ledger.db.key").path)
        #expect(attributes[.posixPermissions] as? Int == 0o600)
    }

    @Test("A key is revoked by either of its names, and its team stays known")
    func revoking() async throws {
        let workspace = try Workspace()
        for name in ["id", "access_key_id"] {
            let outcome = try await workspace.run("key", "create", "--team", "ads", "--format", "json")
            let issued = try Issued.decoded(outcome.output)
            let revoked = try await workspace.run("key", "revoke", name == "id" ? issued.id : issued.accessKeyId)
            #expect(revoked.output == "revoked the key \(issued.id) of team ads\n")
        }
        let list = try await workspace.run("key", "list", "--format", "csv")
        #expect(list.output.components(separatedBy: ",revoked,").count == 3)
        let unknown = try await workspace.run("key", "revoke", "nothing")
        #expect(unknown.status == 1)
        #expect(unknown.errors == "error: there is no key \"nothing\"\n")
    }

    @Test("A lost key file is noticed, by those who issue and by the gateway")
    func lostFile() async throws {
        let workspace = try Workspace()
        try await workspace.run("key", "create", "--team", "ads")
        try FileManager.default.removeItem(at: workspace.directory.appending(path: "ledger.db.key"))
        for arguments in [
            ["key", "create", "--team", "ads"], ["serve", "--listen", "127.0.0.1:0", "--upstream", "emulator"],
        ] {
            let outcome = try await workspace.run(arguments)
            #expect(outcome.status == 5)
            #expect(outcome.errors.contains("ledger.db.key") && outcome.errors.contains("restore it"))
        }
    }

    @Test("A gateway for other machines has to be asked for by name")
    func plaintext() async throws {
        let outcome = try await Workspace().run("serve", "--listen", "0.0.0.0:0", "--upstream", "emulator")
        #expect(outcome.status == 2)
        #expect(outcome.errors.contains("--allow-plaintext"))
    }

    @Test("The secrets are printed whole in every form", arguments: ["table", "csv", "json"])
    func wholeSecrets(format: String) async throws {
        let workspace = try Workspace()
        let outcome = try await workspace.run("key", "create", "--team", "ads", "--format", format)
        #expect(outcome.output.contains(/bl-[a-z2-7]{16}-[0-9a-f]{64}(?![0-9a-f…])/))
        #expect(outcome.output.contains(/[^-0-9a-f][0-9a-f]{64}(?![0-9a-f…])/))
    }

    @Test("A key of the API has a role and a token, and belongs to a team where its role does")
    func roles() async throws {
        let workspace = try Workspace()
        for role in ["viewer", "lead", "admin", "metrics"] {
            let team = role == "lead" ? ["--team", "ads"] : []
            let outcome = try await workspace.run(["key", "create", "--role", role, "--format", "json"] + team)
            let json = try JSONSerialization.jsonObject(with: Data(outcome.output.utf8)) as? [String: Any]
            #expect(Set(json?.keys.map { $0 } ?? []) == ["id", "role", "team", "bearer_token", "expires_at"])
            #expect(json?["role"] as? String == role)
        }
        for arguments in [["--role", "admin", "--team", "ads"], ["--role", "lead"], []] {
            let outcome = try await workspace.run(["key", "create"] + arguments)
            #expect((outcome.status, outcome.output) == (2, ""))
        }
        let list = try await workspace.run("key", "list", "--format", "csv")
        #expect(list.output.contains("\r\n") && list.output.contains(",lead,,ads,"))
        let id = try #require(list.output.split(separator: "\r\n").last?.prefix(16))
        let revoked = try await workspace.run("key", "revoke", String(id))
        #expect(revoked.output == "revoked the key \(id) of role metrics\n")
    }
}
