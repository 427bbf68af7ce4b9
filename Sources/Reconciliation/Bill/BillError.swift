import FileReading

/// Why a bill cannot be read. Nothing of it is compared then.
public struct BillError: Error, Sendable, Hashable, CustomStringConvertible {
    /// The file, the line and what is wrong there.
    public let description: String

    init(_ path: String, line: Int64, _ reason: String) {
        description = "\(path):\(line): \(reason)"
    }

    init(_ error: FileReadingError) {
        description = error.description
    }

    /// A reason that concerns no single line.
    init(_ path: String, _ reason: String) {
        description = "\(path): \(reason)"
    }
}
