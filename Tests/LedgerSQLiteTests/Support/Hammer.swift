import Foundation

/// A running copy of the program that works on a ledger, and what it said so far.
final class Hammer {
    private let process = Process()
    private let output: String

    init(_ directory: TemporaryDirectory, _ arguments: [String]) throws {
        // The tests and the programs of the package are built into one directory.
        let program = URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent().appending(
            path: "LedgerHammer")
        output = directory.file("out-\(UUID().uuidString)")
        try Data().write(to: URL(filePath: output))
        process.executableURL = program
        process.arguments = arguments
        process.standardOutput = try FileHandle(forWritingTo: URL(filePath: output))
        try process.run()
    }

    /// Ends the process at once, as the kernel would for want of memory.
    func kill() {
        Foundation.kill(process.processIdentifier, SIGKILL)
        process.waitUntilExit()
    }

    /// Ends the process at once and does not wait for it.
    func killWithoutWaiting() {
        Foundation.kill(process.processIdentifier, SIGKILL)
    }

    var isRunning: Bool { process.isRunning }

    func wait() -> Int32 {
        process.waitUntilExit()
        return process.terminationStatus
    }

    /// The whole lines that the process said, by words; the last one may be cut off by its end.
    func lines() throws -> [[Substring]] {
        let text = try String(contentsOfFile: output, encoding: .utf8)
        return text.split(separator: "\n").map { $0.split(separator: " ") }
    }

    /// Waits until the process said something, or has ended.
    func waitForLine() throws {
        while try lines().isEmpty, process.isRunning { usleep(2000) }
    }
}
