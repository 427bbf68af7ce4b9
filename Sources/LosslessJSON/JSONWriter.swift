/// Writes JSON from first byte to last, in the order of its calls, without building a tree.
///
/// ```swift
/// var writer = JSONWriter()
/// writer.beginObject()
/// writer.key("calls")
/// writer.number(3)
/// writer.endObject()
/// print(writer.text)  // {"calls":3}
/// ```
///
/// Commas and colons are the writer's business. It does not check that begins and ends match, or that every key gets
/// its value: that is the caller's.
public struct JSONWriter: Sendable {
    /// How the output is laid out.
    public enum Layout: Sendable, Hashable {
        /// No whitespace at all.
        case compact
        /// A line for each element and member, indented by two spaces a level.
        case pretty
    }

    /// What has been written, as UTF-8.
    public private(set) var bytes: [UInt8] = []

    private let layout: Layout
    private var depth = 0
    private var needsComma = false
    private var isBehindKey = false

    /// Creates a writer; compact unless told otherwise.
    public init(layout: Layout = .compact) { self.layout = layout }

    /// What has been written.
    public var text: String { String(decoding: bytes, as: UTF8.self) }

    /// Starts an object, as an element, a member's value or the whole document.
    public mutating func beginObject() { begin(.openBrace) }

    /// Ends the object begun last.
    public mutating func endObject() { end(.closeBrace) }

    /// Starts an array, as an element, a member's value or the whole document.
    public mutating func beginArray() { begin(.openBracket) }

    /// Ends the array begun last.
    public mutating func endArray() { end(.closeBracket) }

    /// Writes the name of the next member; its value has to follow.
    public mutating func key(_ name: String) {
        separate()
        append(quoted: name)
        bytes.append(.colon)
        if layout == .pretty { bytes.append(.space) }
        isBehindKey = true
    }

    /// Writes a string with the escapes it needs.
    public mutating func string(_ value: String) {
        separate()
        append(quoted: value)
        needsComma = true
    }

    /// Writes a string, or `null` where there is none.
    public mutating func string(orNull value: String?) {
        if let value { string(value) } else { null() }
    }

    /// Writes a whole number of any width.
    public mutating func number(_ value: some BinaryInteger) { append(token: String(value)) }

    /// Writes a number exactly as it was read.
    public mutating func number(_ value: JSONNumber) { append(token: value.text) }

    /// Writes `true` or `false`.
    public mutating func boolean(_ value: Bool) { append(token: value ? "true" : "false") }

    /// Writes `null`.
    public mutating func null() { append(token: "null") }

    /// Writes a parsed value byte for byte as it stood in its source, whitespace included.
    public mutating func raw(_ value: JSONValue) {
        separate()
        bytes += value.utf8
        needsComma = true
    }

    /// Writes a parsed value in this writer's layout; strings and numbers keep their exact text.
    public mutating func value(_ value: JSONValue) {
        let document = value.document
        var ends: [(index: Int, isObject: Bool)] = []
        var index = value.index
        let last = Int(value.entry.next)
        var isKey = false
        while true {
            while let innermost = ends.last, innermost.index == index {
                ends.removeLast()
                innermost.isObject ? endObject() : endArray()
                isKey = ends.last?.isObject ?? false
            }
            guard index < last else { return }
            let entry = document.tape[index]
            if entry.kind == .array || entry.kind == .object {
                entry.kind == .object ? beginObject() : beginArray()
                ends.append((Int(entry.next), entry.kind == .object))
                isKey = entry.kind == .object
            } else {
                separate()
                bytes += value.document.bytes[entry.range]
                if isKey { bytes += layout == .pretty ? [.colon, .space] : [.colon] }
                isBehindKey = isKey
                needsComma = true
                isKey = ends.last?.isObject == true && !isKey
            }
            index += 1
        }
    }

    private mutating func begin(_ mark: UInt8) {
        separate()
        bytes.append(mark)
        depth += 1
        needsComma = false
    }

    private mutating func end(_ mark: UInt8) {
        depth -= 1
        if needsComma { breakLine() }
        bytes.append(mark)
        needsComma = true
    }

    private mutating func append(token: String) {
        separate()
        bytes += token.utf8
        needsComma = true
    }

    private mutating func separate() {
        if isBehindKey {
            isBehindKey = false
            return
        }
        if needsComma { bytes.append(.comma) }
        if depth > 0 { breakLine() }
    }

    private mutating func breakLine() {
        guard layout == .pretty else { return }
        bytes.append(.lineFeed)
        bytes.append(contentsOf: repeatElement(.space, count: max(0, depth) * 2))
    }

    private mutating func append(quoted value: String) {
        bytes.append(.quote)
        JSONString.escape(value.utf8, into: &bytes)
        bytes.append(.quote)
    }
}
