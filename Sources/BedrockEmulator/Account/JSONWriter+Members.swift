import LosslessJSON

extension JSONWriter {
    /// An object as the whole document.
    static func object(_ write: (inout JSONWriter) -> Void) -> [UInt8] {
        var writer = JSONWriter()
        writer.beginObject()
        write(&writer)
        writer.endObject()
        return writer.bytes
    }

    /// A member that is an object.
    mutating func object(_ name: String, _ write: (inout JSONWriter) -> Void) {
        key(name)
        beginObject()
        write(&self)
        endObject()
    }

    /// A member that is an array.
    mutating func array(_ name: String, _ write: (inout JSONWriter) -> Void) {
        key(name)
        beginArray()
        write(&self)
        endArray()
    }

    /// An element that is an object.
    mutating func element(_ write: (inout JSONWriter) -> Void) {
        beginObject()
        write(&self)
        endObject()
    }

    /// A member that is a text.
    mutating func member(_ name: String, _ value: String) {
        key(name)
        string(value)
    }

    /// A member that is a whole number.
    mutating func member(_ name: String, _ value: some BinaryInteger) {
        key(name)
        number(value)
    }
}
