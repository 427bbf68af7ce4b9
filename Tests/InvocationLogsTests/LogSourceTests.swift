import FileReading
import Foundation
import Testing

@testable import InvocationLogs

@Suite("Finding log files")
struct LogSourceTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private func names(_ source: LogSource) -> [String] {
        source.files.map { String($0.path.dropFirst(folder.path.count + 1)) }
    }

    @Test("Folders are walked in the order of their names, without what AWS puts beside logs")
    func walk() throws {
        for name in [
            "b/2.json", "b/10.json.gz", "a/x.jsonl", "a/data/1_input.json.gz", "a/data/1_output.json.gz",
            "a/amazon-bedrock-logs-permission-check", "aws-logs-write-test", "README.md", ".hidden", ".git/config",
            "000000.gz", "data/real.json",
        ] {
            try folder.write(name, "{}")
        }
        let source = try LogSource(paths: [folder.path])
        #expect(names(source) == ["000000.gz", "a/x.jsonl", "b/10.json.gz", "b/2.json", "data/real.json"])
        #expect(source.ignoredFiles == 7)
        #expect(source.unreadable == [])
        #expect(source.totalSize == 10)
    }

    @Test("A folder that links lead back to is walked once")
    func loop() throws {
        try folder.write("a/log.json", "{}")
        let manager = FileManager.default
        try manager.createSymbolicLink(atPath: "\(folder.path)/a/up", withDestinationPath: folder.path)
        try manager.createSymbolicLink(atPath: "\(folder.path)/a/self", withDestinationPath: "self")
        let source = try LogSource(paths: [folder.path, "\(folder.path)/a"])
        #expect(names(source) == ["a/log.json"])
        #expect(source.unreadable.map(\.path) == ["\(folder.path)/a/self"])
    }

    @Test("A path that does not exist is named, and the others are read")
    func missing() throws {
        try folder.write("log.json", "{}")
        let source = try LogSource(paths: ["\(folder.path)/none", "\(folder.path)/log.json"])
        #expect(names(source) == ["log.json"])
        #expect(
            source.unreadable.map(\.description) == ["\(folder.path)/none: cannot be read: No such file or directory"])
    }

    @Test("More files than the limit are refused before anything is read")
    func limit() throws {
        for index in 0..<4 { try folder.write("\(index).json", "{}") }
        #expect(throws: FileReadingError.self) {
            try LogSource(paths: [folder.path], limits: ImportLimits(maximumFiles: 3))
        }
    }

    @Test(
        "Of files without a telling name, the content decides",
        arguments: [
            ("{}", false), ("\n[", false), ("2026-11-20T10:15:30.000Z {}", false), ("A licence", true), ("", false),
        ])
    func doubtful(content: String, isForeign: Bool) throws {
        let path = try folder.write("000000", content)
        let file = try #require(try LogSource(paths: [folder.path]).files.first)
        #expect(file.path == path && file.isDoubtful)
        var reader = try LogReader(file, limits: .standard)
        while reader.next() != nil {}
        #expect(reader.isForeign == isForeign)
    }
}
