import Foundation
import SQLite

/// A database in a directory of its own, removed when nothing refers to it any more.
final class TemporaryDatabase {
    let directory: String
    let path: String

    init() throws {
        let url = FileManager.default.temporaryDirectory.appending(path: "sqlite-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
        directory = url.path
        path = directory + "/test.db"
    }

    deinit {
        try? FileManager.default.removeItem(atPath: directory)
    }

    /// A connection to the database.
    func connect(_ access: Connection.Access = .create, busyTimeoutMilliseconds: Int = 1000) throws -> Connection {
        try Connection(path: path, access: access, busyTimeoutMilliseconds: busyTimeoutMilliseconds)
    }
}
