import Glibc
import InvocationLogs

/// Shows how far an import has come: one line on a terminal, and nothing where nobody looks.
struct ImportMeter {
    private let isShown = isatty(STDERR_FILENO) == 1 && Host.variable("TERM") != "dumb"
    private let start = ContinuousClock.now
    private var last: ContinuousClock.Instant?

    /// Shows the state, at most ten times a second.
    mutating func show(_ progress: ImportProgress) {
        let now = ContinuousClock.now
        guard isShown, last.map({ now - $0 >= .milliseconds(100) }) ?? true else { return }
        last = now
        let seconds = max(1, (now - start).components.seconds)
        let share = progress.totalBytes > 0 ? min(100, progress.bytes / max(1, progress.totalBytes / 100)) : 100
        rewrite(
            "\(share) %, file \(min(progress.files + 1, progress.totalFiles)) of \(progress.totalFiles), "
                + "\(progress.records) records, \(Int64(progress.records) / seconds) a second")
    }

    /// Removes the line, so that what follows starts on a clean one.
    func clear() {
        if last != nil { rewrite("") }
    }

    /// Writes over the line: back to its start, the text, and "erase to the end of the line", the one sequence used.
    private func rewrite(_ text: String) {
        let bytes = Array("\r\(text)\u{1B}[K".utf8)
        // The meter may be cut short without harm, so the result is dropped.
        _ = write(STDERR_FILENO, bytes, bytes.count)
    }
}
