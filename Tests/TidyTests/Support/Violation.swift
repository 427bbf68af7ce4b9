/// One place where a rule is broken.
struct Violation: Hashable, CustomStringConvertible {
    /// The file, from the project's directory.
    let path: String
    /// The line, from 1; zero where the file as a whole is meant.
    let line: Int
    /// What is wrong.
    let message: String

    var description: String { line == 0 ? "\(path): \(message)" : "\(path):\(line): \(message)" }
}
