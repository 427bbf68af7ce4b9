import Foundation
import Testing

@testable import AWSCredentials

@Suite("Files of the system")
struct SystemFilesTests {
    private func withFile(_ text: String, _ body: (String) throws -> Void) throws {
        let path = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString).path()
        try Data(text.utf8).write(to: URL(filePath: path))
        defer { try? FileManager.default.removeItem(atPath: path) }
        try body(path)
    }

    @Test("A file is read whole, up to the limit", arguments: [0, 1, 16 << 10, (16 << 10) + 1, 100_000])
    func whole(count: Int) throws {
        let text = String(repeating: "x", count: count)
        try withFile(text) { (path: String) throws in
            #expect(try SystemFiles().contents(of: path, limit: count)?.count == count)
            guard count > 0 else { return }
            #expect(throws: FileFault.tooLarge(limit: count - 1)) {
                try SystemFiles().contents(of: path, limit: count - 1)
            }
        }
    }

    @Test("A file that is not there is none")
    func missing() throws {
        #expect(try SystemFiles().contents(of: "/no/such/file", limit: 1) == nil)
        try withFile("") { (path: String) throws in
            #expect(try SystemFiles().contents(of: path + "/x", limit: 1) == nil)
        }
    }

    @Test("Directories, devices and pipes are not read")
    func special() throws {
        for path in [FileManager.default.temporaryDirectory.path(), "/dev/zero"] {
            #expect(throws: FileFault.notAFile) { try SystemFiles().contents(of: path, limit: 10) }
        }
        try withFile("") { (path: String) throws in
            let pipe = path + ".pipe"
            #expect(mkfifo(pipe, 0o600) == 0)
            defer { unlink(pipe) }
            #expect(throws: FileFault.notAFile) { try SystemFiles().contents(of: pipe, limit: 10) }
        }
    }

    @Test("The home directory stands in for a tilde, and only where it is one")
    func home() throws {
        let files = MemoryFiles(["/h/a": "1", "~b/a": "2"])
        let environment = AWSEnvironment(variables: ["HOME": "/h"], files: files)
        #expect(try environment.contents(of: "~/a", limit: 1) == Array("1".utf8))
        #expect(try environment.contents(of: "~b/a", limit: 1) == Array("2".utf8))
        #expect(throws: CredentialError.self) {
            try AWSEnvironment(variables: [:], files: files).contents(of: "~/a", limit: 1)
        }
    }

    @Test("The environment of the process is that of the process")
    func process() {
        #expect(AWSEnvironment.process().value("PATH") == ProcessInfo.processInfo.environment["PATH"])
    }
}
