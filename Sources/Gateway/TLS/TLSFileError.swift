/// Why a gateway cannot speak TLS with the files that it was given.
public struct TLSFileError: Error, Sendable, Hashable, CustomStringConvertible {
    /// The file.
    public let path: String
    /// What is wrong with it, in words.
    public let reason: String

    /// The file, and what is wrong with it.
    public var description: String { "TLS file \(path): \(reason)" }
}
