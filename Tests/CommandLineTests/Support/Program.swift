import Foundation

/// The built program, run as a process of its own.
enum Program {
    /// What a run left behind.
    struct Outcome {
        /// The exit code.
        let status: Int32
        /// What went to standard output.
        let output: String
        /// What went to standard error.
        let errors: String
    }

    /// The directory of the built program: the test runner lies beside it.
    static let directory = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath().deletingLastPathComponent()

    /// Runs a program and waits for its end.
    ///
    /// The environment holds nothing but the search path, which leads to the built program first, and what is given.
    static func run(
        _ executable: URL, _ arguments: [String], input: String = "", environment: [String: String] = [:],
        in directory: URL
    ) async throws -> Outcome {
        let process = Process()
        process.executableURL = executable
        process.arguments = arguments
        process.currentDirectoryURL = directory
        let path = ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin"
        process.environment = environment.merging(["PATH": "\(Self.directory.path):\(path)"]) { given, _ in given }
        // Files instead of pipes: they never fill up, whatever is written first.
        let files = directory.appending(path: ".run-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: files, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: files) }
        let inputFile = files.appending(path: "input")
        try Data(input.utf8).write(to: inputFile)
        process.standardInput = try FileHandle(forReadingFrom: inputFile)
        process.standardOutput = try emptyFile(files.appending(path: "output"))
        process.standardError = try emptyFile(files.appending(path: "errors"))
        try await withCheckedThrowingContinuation { (end: CheckedContinuation<Void, any Error>) in
            process.terminationHandler = { _ in end.resume() }
            do { try process.run() } catch { end.resume(throwing: error) }
        }
        return Outcome(
            status: process.terminationReason == .exit ? process.terminationStatus : 128 + process.terminationStatus,
            output: try String(contentsOf: files.appending(path: "output"), encoding: .utf8),
            errors: try String(contentsOf: files.appending(path: "errors"), encoding: .utf8))
    }

    private static func emptyFile(_ url: URL) throws -> FileHandle {
        try Data().write(to: url)
        return try FileHandle(forWritingTo: url)
    }
}
