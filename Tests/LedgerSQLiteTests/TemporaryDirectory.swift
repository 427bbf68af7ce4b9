import Foundation

/// A directory for one test, removed with everything in it when nothing refers to it any more.
final class TemporaryDirectory: Sendable {
    let path: String

    /// A directory; in memory where the machine has such a place, for tests that write much and lose no power.
    init(isInMemory: Bool = false) throws {
        let memory = URL(filePath: "/dev/shm")
        let hasMemory = isInMemory && FileManager.default.isWritableFile(atPath: memory.path)
        let url = (hasMemory ? memory : FileManager.default.temporaryDirectory).appending(
            path: "ledger-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
        path = url.path
    }

    deinit {
        try? FileManager.default.removeItem(atPath: path)
    }

    /// The path of a file in the directory.
    func file(_ name: String) -> String { path + "/" + name }
}
