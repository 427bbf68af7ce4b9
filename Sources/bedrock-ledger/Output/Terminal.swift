import Glibc

/// The terminal that standard output may be.
enum Terminal {
    /// The width of the terminal in characters; `nil` where standard output is something else, such as a pipe or a file,
    /// or a terminal that cannot draw.
    static var width: Int? { size?.width }

    /// The width and the height of the terminal.
    static var size: (width: Int, height: Int)? {
        guard isatty(STDOUT_FILENO) == 1, Host.variable("TERM") != "dumb" else { return nil }
        var size = winsize()
        // Some terminals do not know their size, or only one side of it.
        if ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) != 0 { size = winsize() }
        let width = size.ws_col > 0 ? Int(size.ws_col) : Host.variable("COLUMNS").flatMap { Int($0) } ?? 80
        return (width, size.ws_row > 0 ? Int(size.ws_row) : 24)
    }

    /// What takes the cursor to the start of the line so many lines up, and clears everything from there on.
    static func back(lines: Int) -> String {
        lines > 0 ? "\u{1B}[\(lines)A\r\u{1B}[J" : ""
    }
}
