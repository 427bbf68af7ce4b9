/// Why a file or folder of logs could not be read, or not to its end.
public struct LogFileError: Error, Sendable, Hashable, CustomStringConvertible {
    /// The file or folder, as it was named or found.
    public let path: String
    /// What happened, at which byte where that is known, and what to do.
    public let reason: String

    init(path: String, _ reason: String) {
        self.path = path
        self.reason = reason
    }

    /// The path and the reason.
    public var description: String { "\(path): \(reason)" }
}
