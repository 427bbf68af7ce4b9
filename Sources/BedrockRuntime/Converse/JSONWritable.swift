import LosslessJSON

/// Writes itself as a part of a request's body.
protocol JSONWritable {
    /// Writes one value, of whatever kind.
    func write(into writer: inout JSONWriter)
}

extension JSONWriter {
    /// Writes a member, where there is a value.
    mutating func member(_ name: String, _ value: (any JSONWritable)?) {
        guard let value else { return }
        key(name)
        value.write(into: &self)
    }

    /// Writes a member that is a text, where there is one.
    mutating func member(_ name: String, _ value: String?) {
        guard let value else { return }
        key(name)
        string(value)
    }

    /// Writes a member that is a list, where it has elements.
    mutating func member(_ name: String, _ values: [some JSONWritable]) {
        guard !values.isEmpty else { return }
        key(name)
        beginArray()
        for value in values { value.write(into: &self) }
        endArray()
    }

    /// Writes an object with what the closure writes in it.
    mutating func object(_ contents: (inout JSONWriter) -> Void) {
        beginObject()
        contents(&self)
        endObject()
    }
}

extension JSONValue: JSONWritable {
    func write(into writer: inout JSONWriter) { writer.raw(self) }
}

extension String: JSONWritable {
    func write(into writer: inout JSONWriter) { writer.string(self) }
}

extension Int: JSONWritable {
    func write(into writer: inout JSONWriter) { writer.number(self) }
}

extension Double: JSONWritable {
    /// JSON has no infinities; `null` lets the service say which member is wrong.
    func write(into writer: inout JSONWriter) {
        if let number = JSONNumber(description) { writer.number(number) } else { writer.null() }
    }
}
