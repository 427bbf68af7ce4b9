/// A place in a log and what is the matter there.
public struct RecordFault: Sendable, Hashable, CustomStringConvertible {
    /// The file, as it was named or found.
    public let file: String
    /// The line, from 1; of a compressed file, the line of its content.
    public let line: Int
    /// What is the matter. It never holds text of a prompt or an answer.
    public let reason: String

    /// `file:line: reason`, as compilers write it.
    public var description: String { "\(file):\(line): \(reason)" }
}
