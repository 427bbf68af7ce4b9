#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// Why a file or folder could not be read, or not to its end.
public struct FileReadingError: Error, Sendable, Hashable, CustomStringConvertible {
    /// The file or folder, as it was named or found.
    public let path: String
    /// What happened, at which byte where that is known, and what to do.
    public let reason: String

    /// A failure.
    ///
    /// - Parameters:
    ///   - path: The file or folder, as it was named or found.
    ///   - reason: What happened, and what to do; it follows the path and a colon.
    public init(path: String, _ reason: String) {
        self.path = path
        self.reason = reason
    }

    /// A failure of the system.
    ///
    /// - Parameters:
    ///   - path: The file or folder, as it was named or found.
    ///   - what: What failed, such as `cannot be opened`.
    ///   - number: The system's error number.
    public init(path: String, _ what: String, errno number: Int32) {
        self.init(path: path, "\(what): \(strerror(number).map { String(cString: $0) } ?? "error \(number)")")
    }

    /// The path and the reason.
    public var description: String { "\(path): \(reason)" }
}
