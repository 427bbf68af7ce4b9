import Foundation

/// A file for readers that take a path. It is written over for every input, and removed at the end.
final class ScratchFile: Sendable {
    private let directory: String
    let path: String

    init(_ name: String) throws {
        let url = FileManager.default.temporaryDirectory.appending(path: "fuzz-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
        directory = url.path
        path = url.appending(path: name).path
    }

    deinit {
        try? FileManager.default.removeItem(atPath: directory)
    }

    func write(_ bytes: [UInt8]) throws {
        // A new file each time: some file systems flush one that is written over when it is closed.
        unlink(path)
        guard let file = fopen(path, "wb") else { throw CocoaError(.fileWriteUnknown) }
        let written = fwrite(bytes, 1, bytes.count, file)
        guard fclose(file) == 0, written == bytes.count else { throw CocoaError(.fileWriteUnknown) }
    }
}
