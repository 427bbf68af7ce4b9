import AWSCredentials
import Synchronization

/// Files that a test holds in memory and may change.
final class MemoryFiles: FileReader {
    private let files: Mutex<[String: String]>

    init(_ files: [String: String] = [:]) { self.files = Mutex(files) }

    subscript(_ path: String) -> String? {
        get { files.withLock { $0[path] } }
        set { files.withLock { $0[path] = newValue } }
    }

    func contents(of path: String, limit: Int) throws(FileFault) -> [UInt8]? {
        guard let text = self[path] else { return nil }
        guard text.utf8.count <= limit else { throw .tooLarge(limit: limit) }
        return Array(text.utf8)
    }
}
