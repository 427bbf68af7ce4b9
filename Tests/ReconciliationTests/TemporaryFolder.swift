import CZlib
import Foundation

/// A folder of one test; it is removed with the value.
final class TemporaryFolder: Sendable {
    let url = FileManager.default.temporaryDirectory.appending(path: "reconciliation-\(UUID().uuidString)")

    deinit { try? FileManager.default.removeItem(at: url) }

    /// Writes a file and gives its path.
    func write(_ bytes: [UInt8], to name: String) throws -> String {
        try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
        let file = url.appending(path: name)
        try Data(bytes).write(to: file)
        return file.path
    }

    /// Bytes as `gzip` packs them.
    func gzip(_ bytes: [UInt8]) throws -> [UInt8] {
        let path = try write([], to: "\(UUID().uuidString).gz")
        let file = gzopen(path, "wb")
        if !bytes.isEmpty { gzwrite(file, bytes, UInt32(bytes.count)) }
        gzclose(file)
        return [UInt8](try Data(contentsOf: URL(filePath: path)))
    }
}
