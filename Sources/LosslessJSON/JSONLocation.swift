/// A place in a text as editors count it: line and column, both from 1.
public struct JSONLocation: Sendable, Hashable, CustomStringConvertible {
    /// The line, from 1; lines end at `\n`, so `\r\n` counts once.
    public let line: Int

    /// The column in Unicode scalars, from 1.
    public let column: Int

    /// Finds the line and column of a byte offset, in time linear in the offset.
    ///
    /// - Parameters:
    ///   - offset: A byte offset; one outside the text counts as the nearest end of it.
    ///   - bytes: The whole text as UTF-8.
    public init(of offset: Int, in bytes: [UInt8]) {
        var line = 1
        var column = 1
        for byte in bytes[..<max(0, min(offset, bytes.count))] {
            if byte == .lineFeed {
                line += 1
                column = 1
            } else if byte & 0xC0 != 0x80 {
                column += 1
            }
        }
        self.line = line
        self.column = column
    }

    /// "line 3, column 14".
    public var description: String { "line \(line), column \(column)" }
}
