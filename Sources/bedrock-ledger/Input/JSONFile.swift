import LosslessJSON

/// A file that holds one JSON document, or standard input under the name `-`.
enum JSONFile {
    /// The document.
    ///
    /// - Throws: ``CommandFailure`` of status `usage`, with the file, the line and the column of what is wrong.
    static func read(_ path: String) throws -> JSONValue {
        let bytes = try InputFile.read(path)
        do {
            return try JSONValue.parse(bytes)
        } catch {
            throw CommandFailure(.usage, "\(path == "-" ? "standard input" : path) is not JSON: \(error)")
        }
    }
}
