/// The texts of the elements of a small XML document, as the replies of STS are.
///
/// It reads elements, texts and the five named entities, and passes over attributes, comments and the declaration. Document
/// types, CDATA and everything else that these replies do not have are refused, and with them what XML is attacked by.
struct XMLTexts {
    /// The most bytes of a document.
    static let maximumBytes = 256 << 10
    /// How deep elements may be nested.
    static let maximumDepth = 16

    private var texts: [String: String] = [:]
    private var open: [String] = []
    private var text = ""

    /// Reads a document; nil where it is not well-formed, or more than what is read here.
    init?(_ bytes: [UInt8]) {
        guard bytes.count <= Self.maximumBytes, let document = String(validating: bytes, as: UTF8.self) else {
            return nil
        }
        var rest = Array(document.unicodeScalars)[...]
        while let scalar = rest.first {
            if scalar == "<" {
                guard takeMarkup(&rest) else { return nil }
            } else {
                let end = rest.firstIndex(of: "<") ?? rest.endIndex
                guard let decoded = Self.decoded(rest[..<end]) else { return nil }
                text += decoded
                rest = rest[end...]
            }
        }
        guard open.isEmpty, !texts.isEmpty else { return nil }
    }

    /// The text of the first element at a path, as `AssumeRoleResponse/AssumeRoleResult/Credentials/AccessKeyId`.
    subscript(_ path: String) -> String? { texts[path] }

    private mutating func takeMarkup(_ rest: inout ArraySlice<Unicode.Scalar>) -> Bool {
        if Self.take("<?", upTo: "?>", from: &rest) || Self.take("<!--", upTo: "-->", from: &rest) { return true }
        guard let end = Self.endOfTag(rest) else { return false }
        let tag = rest[rest.startIndex..<end].dropFirst()
        rest = rest[(end + 1)...]
        guard let first = tag.first, first != "!", first != "?" else { return false }
        if first == "/" { return close(Self.name(tag.dropFirst())) }
        let name = Self.name(tag)
        guard !name.isEmpty, open.count < Self.maximumDepth else { return false }
        open.append(name)
        text = ""
        return tag.last == "/" ? close(name) : true
    }

    private mutating func close(_ name: String) -> Bool {
        guard open.last == name else { return false }
        let path = open.joined(separator: "/")
        if texts[path] == nil { texts[path] = text }
        open.removeLast()
        text = ""
        return true
    }

    /// The name of a tag without its prefix and attributes.
    private static func name(_ tag: ArraySlice<Unicode.Scalar>) -> String {
        let whole = tag.prefix { !" \t\r\n/".unicodeScalars.contains($0) }
        let local = whole.lastIndex(of: ":").map { whole[($0 + 1)...] } ?? whole
        return String(String.UnicodeScalarView(local))
    }

    /// Where the `>` of a tag stands that is in no quotes.
    private static func endOfTag(_ rest: ArraySlice<Unicode.Scalar>) -> Int? {
        var quote: Unicode.Scalar?
        for index in rest.indices {
            let scalar = rest[index]
            if let open = quote {
                if scalar == open { quote = nil }
            } else if scalar == "\"" || scalar == "'" {
                quote = scalar
            } else if scalar == ">" {
                return index
            }
        }
        return nil
    }

    private static func take(_ start: String, upTo end: String, from rest: inout ArraySlice<Unicode.Scalar>) -> Bool {
        guard rest.starts(with: start.unicodeScalars) else { return false }
        let terminator = Array(end.unicodeScalars)
        for index in rest.indices.dropFirst(start.unicodeScalars.count)
        where rest[index...].starts(with: terminator) {
            rest = rest[(index + terminator.count)...]
            return true
        }
        return false
    }

    private static func decoded(_ source: ArraySlice<Unicode.Scalar>) -> String? {
        let entities: [String: String] = ["amp": "&", "lt": "<", "gt": ">", "quot": "\"", "apos": "'"]
        var text = String.UnicodeScalarView()
        var rest = source
        while let scalar = rest.popFirst() {
            guard scalar == "&" else {
                text.append(scalar)
                continue
            }
            guard let end = rest.prefix(8).firstIndex(of: ";"),
                let entity = entities[String(String.UnicodeScalarView(rest[..<end]))]
            else { return nil }
            text.append(contentsOf: entity.unicodeScalars)
            rest = rest[(end + 1)...]
        }
        return String(text)
    }
}
