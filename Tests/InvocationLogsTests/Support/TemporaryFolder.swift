import CZlib
import Foundation

/// A folder of the test's own that goes away with it.
final class TemporaryFolder {
    let path: String

    init() throws {
        path = FileManager.default.temporaryDirectory.appendingPathComponent("logs-\(UUID().uuidString)").path
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    /// Writes a file, making the folders above it, and returns its path.
    @discardableResult
    func write(_ name: String, _ bytes: some Sequence<UInt8>) throws -> String {
        let url = URL(fileURLWithPath: path).appendingPathComponent(name)
        try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(bytes).write(to: url)
        return url.path
    }

    @discardableResult
    func write(_ name: String, _ text: String) throws -> String { try write(name, text.utf8) }

    /// Compresses a text as `gzip` does.
    func gzip(_ text: String) throws -> [UInt8] {
        let name = "\(path)/.\(UUID().uuidString)"
        defer { try? FileManager.default.removeItem(atPath: name) }
        let file = gzopen(name, "wb")
        let bytes = Array(text.utf8)
        if !bytes.isEmpty { gzwrite(file, bytes, UInt32(bytes.count)) }
        gzclose(file)
        return [UInt8](try Data(contentsOf: URL(fileURLWithPath: name)))
    }
}
