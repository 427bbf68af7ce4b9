extension InputLines.Line {
    /// Whether there is nothing on the line.
    var isBlank: Bool {
        guard case .text(let bytes) = self else { return false }
        return bytes.allSatisfy { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") }
    }
}
