import Ledger
import LedgerSQLite
import LedgerSimulation
import Pricing
import SQLite
import Testing

@Suite("Keys of a gateway are kept, revoked, and never changed")
struct KeyTests {
    private func key(_ id: String = "abcdefgh23456789", expiresAt: Timestamp? = nil) -> GatewayKey {
        GatewayKey(
            id: id, team: "search", callsite: "ranker", models: ["acme.reader-1", "us.acme.writer-1"],
            createdAt: ManualClock.start, createdBy: "ada", expiresAt: expiresAt)
    }

    @Test("A key is read as it was made, and once revoked it stays revoked")
    func lifeOfAKey() async throws {
        let temporary = try await TemporaryLedger()
        let ledger = temporary.ledger
        #expect(try await ledger.hasKeys() == false)
        let expiry = ManualClock.start.advanced(byMilliseconds: 1000)
        let made = try await ledger.createKey(key(expiresAt: expiry))
        #expect(made == key(expiresAt: expiry))
        #expect(try await ledger.key(made.id) == made)
        #expect(try await ledger.hasKeys())
        #expect(made.state(at: ManualClock.start) == .active)
        #expect(made.state(at: expiry) == .expired)
        temporary.clock.advance(byMilliseconds: 500)
        let revoked = try await ledger.revokeKey(made.id, actor: "bob")
        #expect(revoked.state(at: ManualClock.start) == .revoked)
        #expect(revoked.revokedBy == "bob")
        temporary.clock.advance(byMilliseconds: 500)
        #expect(try await ledger.revokeKey(made.id, actor: "eve") == revoked)
        #expect(try await ledger.keys() == [revoked])
        #expect(try await ledger.verify().findings.isEmpty)
        await ledger.close()
    }

    @Test("What is not a key is refused")
    func refusals() async throws {
        let temporary = try await TemporaryLedger()
        let ledger = temporary.ledger
        _ = try await ledger.createKey(key())
        #expect(await failure { _ = try await ledger.createKey(key()) } == .conflict)
        #expect(await failure { _ = try await ledger.createKey(key("short")) } == .invalidInput)
        #expect(await failure { _ = try await ledger.createKey(key("ABCDEFGH23456789")) } == .invalidInput)
        var nameless = key("bbcdefgh23456789")
        nameless.team = "=team"
        let invalid = nameless
        #expect(await failure { _ = try await ledger.createKey(invalid) } == .invalidInput)
        #expect(await failure { _ = try await ledger.revokeKey("bbcdefgh23456789", actor: "ada") } == .notFound)
        await ledger.close()
    }

    @Test("Neither team nor expiry of a key can be edited, and a changed byte is noticed")
    func damage() async throws {
        let temporary = try await TemporaryLedger()
        _ = try await temporary.ledger.createKey(key())
        await temporary.ledger.close()
        let connection = try Connection(path: temporary.path, access: .readWrite, busyTimeoutMilliseconds: 1000)
        #expect(throws: SQLiteError.self) { try connection.execute("UPDATE gateway_key SET team = 'ads'") }
        #expect(throws: SQLiteError.self) { try connection.execute("DELETE FROM gateway_key") }
        try connection.execute("DROP TRIGGER gateway_key_is_fixed; UPDATE gateway_key SET team = 'ads'")
        let ledger = try await temporary.reopened()
        #expect(await failure { _ = try await ledger.key("abcdefgh23456789") } == .damaged)
        #expect(try await ledger.verify().findings.contains { $0.check == "row_checksum" })
        await ledger.close()
    }

    @Test("A key is read with its role, and belongs to a team where the role does", arguments: KeyRole.allCases)
    func roles(role: KeyRole) async throws {
        let temporary = try await TemporaryLedger()
        let ledger = temporary.ledger
        func key(_ id: String, team: String?, callsite: String? = nil) -> GatewayKey {
            GatewayKey(
                id: id, role: role, team: team, callsite: callsite, createdAt: ManualClock.start, createdBy: "ada")
        }
        let made = try await ledger.createKey(key("abcdefgh23456789", team: role.needsTeam ? "search" : nil))
        #expect(made.role == role)
        #expect(try await ledger.key(made.id) == made)
        #expect(try await ledger.keys() == [made])
        #expect(try await ledger.revokeKey(made.id, actor: "bob").role == role)
        let wrong = key("bbcdefgh23456789", team: role.needsTeam ? nil : "search")
        #expect(await failure { _ = try await ledger.createKey(wrong) } == .invalidInput)
        if role != .caller {
            let calling = key("bbcdefgh23456789", team: role.needsTeam ? "search" : nil, callsite: "page")
            #expect(await failure { _ = try await ledger.createKey(calling) } == .invalidInput)
        }
        #expect(try await ledger.verify().findings.isEmpty)
        await ledger.close()
    }

    @Test(
        "The role of a key can neither be edited nor taken away, and a key that lost it is none",
        arguments: ["UPDATE gateway_key_role SET role = 'admin'", "DELETE FROM gateway_key_role"])
    func roleDamage(statement: String) async throws {
        let temporary = try await TemporaryLedger()
        let viewer = GatewayKey(
            id: "abcdefgh23456789", role: .viewer, team: nil, createdAt: ManualClock.start, createdBy: "ada")
        _ = try await temporary.ledger.createKey(viewer)
        await temporary.ledger.close()
        let connection = try Connection(path: temporary.path, access: .readWrite, busyTimeoutMilliseconds: 1000)
        #expect(throws: SQLiteError.self) { try connection.execute(statement) }
        try connection.execute(
            "DROP TRIGGER gateway_key_role_is_fixed; DROP TRIGGER gateway_key_role_is_kept; \(statement)")
        let ledger = try await temporary.reopened()
        #expect(await failure { _ = try await ledger.key(viewer.id) } == .damaged)
        #expect(await failure { _ = try await ledger.keys() } == .damaged)
        await ledger.close()
    }
}
