import LosslessJSON

extension JSONWriter {
    /// Writes JSON that is at hand as text; an empty object where it is none.
    mutating func json(_ text: String) {
        if let value = try? JSONValue.parse(text) {
            self.value(value)
        } else {
            beginObject()
            endObject()
        }
    }
}
