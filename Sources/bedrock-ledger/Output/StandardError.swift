import Glibc
import LedgerReports

/// Where messages for people go, one line each.
enum StandardError {
    /// Writes a line that names what went wrong.
    static func error(_ message: String) {
        write("error: \(message)")
    }

    /// Writes a line about something that does not stop the command.
    static func warning(_ message: String) {
        write("warning: \(message)")
    }

    /// Writes a line about one of many things, where the command as a whole goes on.
    static func note(_ message: String) {
        write(message)
    }

    private static func write(_ line: String) {
        // Nobody can be told that standard error is gone, so the result is dropped.
        var rest = Array((line.withoutTerminalControls + "\n").utf8)[...]
        while !rest.isEmpty {
            let written = rest.withUnsafeBytes { Glibc.write(STDERR_FILENO, $0.baseAddress, $0.count) }
            guard written > 0 || errno == EINTR else { return }
            rest = rest.dropFirst(max(0, written))
        }
    }
}
