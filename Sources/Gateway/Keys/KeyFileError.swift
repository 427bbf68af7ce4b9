/// Why a master key cannot be had.
public struct KeyFileError: Error, Sendable, Hashable, CustomStringConvertible {
    /// The file.
    public let path: String
    /// What is wrong with it and what to do, in words.
    public let reason: String

    /// The file, and what is wrong with it.
    public var description: String { "key file \(path): \(reason)" }
}
