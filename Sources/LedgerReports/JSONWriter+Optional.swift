import LosslessJSON

extension JSONWriter {
    /// Writes a text, or null where there is none.
    mutating func optional(_ text: String?) {
        if let text { string(text) } else { null() }
    }
}
