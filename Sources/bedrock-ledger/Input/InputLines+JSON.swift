import LosslessJSON

/// Why a line is no JSON.
struct UnreadableLine: Error, CustomStringConvertible {
    let description: String
}

extension InputLines.Line {
    /// The line as JSON.
    func json() throws -> JSONValue {
        switch self {
        case .text(let bytes):
            do {
                return try JSONValue.parse(bytes)
            } catch {
                throw UnreadableLine(description: "not JSON: column \(error.column): \(error.reason)")
            }
        case .tooLong:
            throw UnreadableLine(description: "longer than \(InputLines.maximumBytes) bytes")
        case .unreadable(let reason):
            throw UnreadableLine(description: "the input cannot be read: \(reason)")
        }
    }
}
