internal import CAssets
internal import Crypto

/// One step of the schema, as it is compiled into the binary from `migrations/`.
struct Migration: Sendable {
    /// The number that leads the file's name; versions rise by one.
    let version: Int64
    /// The file's name.
    let name: String
    /// What it runs.
    let script: String

    /// A step of the schema.
    init(version: Int64, name: String, script: String) {
        self.version = version
        self.name = name
        self.script = script
    }

    /// The SHA-256 of the script, by which an altered migration is noticed.
    var fingerprint: [UInt8] { Array(SHA256.hash(data: Array(script.utf8))) }

    /// The migrations that this version of the ledger knows, in order.
    static let all: [Migration] = {
        var count = 0
        let files = ledger_migrations(&count)
        return (0..<count).map { index in
            let file = files[index]
            let bytes = UnsafeBufferPointer(start: file.bytes, count: file.size)
            return Migration(
                version: Int64(index) + 1, name: String(cString: file.name),
                script: String(decoding: bytes, as: UTF8.self))
        }
    }()
}
