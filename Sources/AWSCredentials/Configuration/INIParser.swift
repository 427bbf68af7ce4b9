/// Reads the INI dialect of `~/.aws/config` and `~/.aws/credentials`.
///
/// Rules: *AWS SDKs and Tools Reference Guide, "Using shared config and credentials files"*, and where it leaves a choice,
/// what botocore 1.43 does (state 2026-11):
/// - a line whose first character, after blanks, is `#` or `;` is a comment; within a value they are part of it;
/// - a line that is indented deeper than its property continues the value, or, where the value is empty, is a property of
///   a nested block;
/// - names of properties do not distinguish case, names of sections do;
/// - sections of the same name are one, and the last of two properties of the same name counts.
struct INIParser {
    /// The most bytes of a file.
    static let maximumBytes = 1 << 20
    /// The most lines of a file.
    static let maximumLines = 20_000
    /// The most bytes of one value with the lines that continue it.
    static let maximumValueBytes = 64 << 10

    private let path: String
    private var document = INIDocument()
    private var section: String?
    private var property: (name: String, indentation: Int, value: INIDocument.Property)?

    private init(path: String) { self.path = path }

    /// The document that the bytes of a file are.
    ///
    /// - Throws: ``CredentialError`` with the path and the line, and with nothing of what stands there.
    static func parse(_ bytes: [UInt8], path: String) throws(CredentialError) -> INIDocument {
        guard var text = String(validating: bytes, as: UTF8.self)?[...] else {
            throw CredentialError(.configuration, at: "file \(path)", "is not UTF-8")
        }
        if text.first == "\u{FEFF}" { text.removeFirst() }
        var parser = INIParser(path: path)
        var number = 0
        for line in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline) {
            number += 1
            guard number <= maximumLines else {
                throw parser.fault(on: number, "has more than \(maximumLines) lines")
            }
            try parser.take(line, number: number)
        }
        parser.endProperty()
        return parser.document
    }

    private mutating func take(_ line: Substring, number: Int) throws(CredentialError) {
        let indentation = line.prefix(while: \.isWhitespace).count
        let content = Self.trimmed(line)
        guard let first = content.first, first != "#", first != ";" else { return }
        if let property, indentation > property.indentation {
            try extend(with: content, number: number)
        } else if first == "[" {
            endProperty()
            try open(content, number: number)
        } else {
            endProperty()
            try begin(content, indentation: indentation, number: number)
        }
    }

    private mutating func open(_ content: Substring, number: Int) throws(CredentialError) {
        guard let end = content.firstIndex(of: "]") else {
            throw fault(on: number, "a section lacks its closing ']'")
        }
        let name = Self.trimmed(content[..<end].dropFirst())
        let rest = Self.trimmed(content[end...].dropFirst())
        guard !name.isEmpty else { throw fault(on: number, "a section has no name") }
        guard rest.isEmpty || rest.hasPrefix("#") || rest.hasPrefix(";") else {
            throw fault(on: number, "something follows the ']' of a section")
        }
        section = String(name)
        document.open(String(name))
    }

    private mutating func begin(_ content: Substring, indentation: Int, number: Int) throws(CredentialError) {
        guard section != nil else { throw fault(on: number, "a property stands before the first section") }
        let (name, value) = try pair(content, number: number)
        property = (name, indentation, INIDocument.Property(value: value, line: number))
    }

    private mutating func extend(with content: Substring, number: Int) throws(CredentialError) {
        guard var extended = property?.value else { return }
        if extended.value.isEmpty {
            let (name, value) = try pair(content, number: number)
            extended.nested[name] = value
        } else {
            extended.value += "\n" + content
            guard extended.value.utf8.count <= Self.maximumValueBytes else {
                throw fault(on: number, "a value has more than \(Self.maximumValueBytes) bytes")
            }
        }
        property?.value = extended
    }

    private mutating func endProperty() {
        if let property, let section { document.set(property.value, named: property.name, in: section) }
        property = nil
    }

    private func pair(_ content: Substring, number: Int) throws(CredentialError) -> (name: String, value: String) {
        guard let sign = content.firstIndex(of: "=") else {
            throw fault(on: number, "a line is neither a section, a comment nor 'name = value'")
        }
        let name = Self.trimmed(content[..<sign]).lowercased()
        let value = Self.trimmed(content[sign...].dropFirst())
        guard !name.isEmpty else { throw fault(on: number, "a property has no name") }
        guard value.utf8.count <= Self.maximumValueBytes else {
            throw fault(on: number, "a value has more than \(Self.maximumValueBytes) bytes")
        }
        return (name, String(value))
    }

    private func fault(on line: Int, _ reason: String) -> CredentialError {
        CredentialError(.configuration, at: "file \(path), line \(line)", reason, remedy: "correct the file")
    }

    private static func trimmed(_ text: Substring) -> Substring {
        var text = text.drop(while: \.isWhitespace)
        while text.last?.isWhitespace == true { text.removeLast() }
        return text
    }
}
