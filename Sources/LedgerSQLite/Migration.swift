internal import CAssets
internal import Crypto
internal import SQLite

/// One step of the schema, as it is compiled into the binary from `migrations/`.
struct Migration: Sendable {
    /// The number that leads the file's name; versions rise by one.
    let version: Int64
    /// The file's name.
    let name: String
    /// What it runs.
    let script: String
    /// What SQL cannot do, such as sealing rows; it runs after the script, in the same transaction.
    let completion: Completion?

    /// Finishes a step of the schema.
    typealias Completion = @Sendable (Connection) throws -> Void

    /// A step of the schema.
    init(version: Int64, name: String, script: String, completion: Completion? = nil) {
        self.version = version
        self.name = name
        self.script = script
        self.completion = completion
    }

    /// What is left to do after the scripts, by their names.
    private static let completions: [String: Completion] = [
        "0008_monthly_sums.sql": { try DerivedSums(connection: $0).fill(.month, from: .day) },
        "0009_team_and_model_sums.sql": { connection in
            for (sums, finer) in [
                (Rollup.teamHour, Rollup.hour), (.teamDay, .day), (.modelHour, .hour), (.modelDay, .day),
            ] {
                try DerivedSums(connection: connection).fill(sums, from: finer)
            }
        },
    ]

    /// The SHA-256 of the script, by which an altered migration is noticed.
    var fingerprint: [UInt8] { Array(SHA256.hash(data: Array(script.utf8))) }

    /// The migrations that this version of the ledger knows, in order.
    static let all: [Migration] = {
        var count = 0
        let files = ledger_migrations(&count)
        return (0..<count).map { index in
            let file = files[index]
            let bytes = UnsafeBufferPointer(start: file.bytes, count: file.size)
            let name = String(cString: file.name)
            return Migration(
                version: Int64(index) + 1, name: name, script: String(decoding: bytes, as: UTF8.self),
                completion: completions[name])
        }
    }()
}
