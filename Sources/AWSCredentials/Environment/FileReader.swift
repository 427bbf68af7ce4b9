/// Reads whole files of bounded size.
public protocol FileReader: Sendable {
    /// The bytes of a file.
    ///
    /// - Parameters:
    ///   - path: The path.
    ///   - limit: The most bytes to accept.
    /// - Returns: The bytes, nil where there is no such file.
    /// - Throws: ``FileFault`` where the file cannot be read or is larger.
    func contents(of path: String, limit: Int) throws(FileFault) -> [UInt8]?
}

/// Why a file was not read.
public enum FileFault: Error, Sendable, Hashable, CustomStringConvertible {
    /// The system refused, with the number of its error.
    case unreadable(errorNumber: Int32)
    /// The path is a directory, a device or a pipe, from which reading might never end.
    case notAFile
    /// The file is larger than what is accepted.
    case tooLarge(limit: Int)

    /// What is wrong, without the path.
    public var description: String {
        switch self {
        case .unreadable(let number): "cannot be read (error \(number) of the system)"
        case .notAFile: "is not a regular file"
        case .tooLarge(let limit): "has more than \(limit) bytes"
        }
    }
}
