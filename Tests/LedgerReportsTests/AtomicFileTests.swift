import Foundation
import LedgerReports
import Testing

@Suite("A file that appears whole or not at all")
struct AtomicFileTests {
    /// Runs a test in a folder of its own.
    private func withFolder(_ body: (String) throws -> Void) throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "ledger-reports-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        try body(folder.path(percentEncoded: false))
    }

    private func names(in folder: String) throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
    }

    @Test("It replaces what stood there when it is committed")
    func replacing() throws {
        try withFolder { folder in
            let path = "\(folder)/report.csv"
            try Data("old".utf8).write(to: URL(filePath: path))
            let file = try AtomicFile(path: path)
            try file.write(Array("new ".utf8))
            try file.write([])
            try file.write(Array("content".utf8))
            #expect(try String(contentsOfFile: path, encoding: .utf8) == "old")
            try file.commit()
            #expect(try String(contentsOfFile: path, encoding: .utf8) == "new content")
            #expect(try names(in: folder) == ["report.csv"])
        }
    }

    @Test("What was not committed leaves no trace")
    func abandoning() throws {
        try withFolder { folder in
            let path = "\(folder)/report.csv"
            do {
                let file = try AtomicFile(path: path)
                try file.write(Array("half".utf8))
            }
            #expect(try names(in: folder) == [])
        }
    }

    @Test("Large content arrives whole")
    func large() throws {
        try withFolder { folder in
            let path = "\(folder)/report.csv"
            let content = [UInt8](repeating: 0x61, count: 5_000_000)
            let file = try AtomicFile(path: path)
            try file.write(content)
            try file.commit()
            #expect(try Data(contentsOf: URL(filePath: path)).count == content.count)
        }
    }

    @Test("A folder that does not exist is named in the error")
    func missingFolder() throws {
        try withFolder { folder in
            let error = try #require(throws: AtomicFileError.self) {
                try AtomicFile(path: "\(folder)/missing/report.csv")
            }
            #expect(error.description.contains("missing/report.csv"))
        }
    }

    @Test("A process that dies before the commit leaves what stood there")
    func death() async throws {
        let result = try await #require(processExitsWith: .failure, observing: [\.standardOutputContent]) {
            let folder = FileManager.default.temporaryDirectory.appending(path: "ledger-death-\(UUID().uuidString)")
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
            let path = folder.appending(path: "report.csv").path(percentEncoded: false)
            try Data("old".utf8).write(to: URL(filePath: path))
            let file = try AtomicFile(path: path)
            try file.write(Array("half".utf8))
            FileHandle.standardOutput.write(Data("<\(folder.path(percentEncoded: false))>".utf8))
            kill(getpid(), SIGKILL)
        }
        let output = String(decoding: result.standardOutputContent, as: UTF8.self)
        let folder = try #require(output.split(separator: "<").last?.split(separator: ">").first.map(String.init))
        defer { try? FileManager.default.removeItem(atPath: folder) }
        #expect(try String(contentsOfFile: "\(folder)/report.csv", encoding: .utf8) == "old")
    }
}
