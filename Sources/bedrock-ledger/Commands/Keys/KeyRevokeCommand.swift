import ArgumentParser
import Gateway
import Ledger

/// Revokes a key.
struct KeyRevokeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "revoke",
        abstract: "Revoke a key of the gateway: its next call is refused.",
        discussion: """
            EXAMPLES:
              bedrock-ledger key revoke abcdefgh23456789
            """)

    @Argument(help: "The key's id, or its access key id.")
    var id: String

    @OptionGroup var actor: ActorOptions
    @OptionGroup var ledger: LedgerOptions

    func run() async throws {
        let revoked = try await ledger.withKeys(ifAbsent: .fail) { store, _ in
            let known = try await store.keys().first { $0.accessKeyID == id }
            return try await store.revokeKey(known?.id ?? id, actor: actor.name)
        }
        try StandardOutput.print(
            "revoked the key \(revoked.id) of \(revoked.team.map { "team \($0)" } ?? "role \(revoked.role.rawValue)")")
    }
}
