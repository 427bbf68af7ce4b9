/// A Swift file: its lines as they are, and its code without comments and the contents of strings.
struct SwiftSource {
    /// The path from the project's directory.
    let path: String
    /// The lines as they are.
    let lines: [String]
    /// The same lines with comments and the contents of string literals left out.
    let codeLines: [String]

    /// A Swift file.
    init(path: String, text: String) {
        self.path = path
        lines = Self.split(text)
        codeLines = Self.split(Self.codeOnly(text))
    }

    /// The module that the file belongs to; `nil` outside of `Sources`.
    var module: String? {
        let parts = path.split(separator: "/")
        return parts.count > 2 && parts[0] == "Sources" ? String(parts[1]) : nil
    }

    private static func split(_ text: String) -> [String] {
        var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        if lines.last == "" { lines.removeLast() }
        return lines
    }

    /// The text without comments and string contents; line breaks stay, so that line numbers do.
    private static func codeOnly(_ text: String) -> String {
        let bytes = Array(text.utf8)
        var code: [UInt8] = []
        var index = 0
        func starts(_ token: String) -> Bool { bytes[index...].starts(with: token.utf8) }
        func skip(to end: String) {
            while index < bytes.count, !starts(end) {
                if starts("\\"), !end.hasPrefix("\n"), end != "*/" { index += 1 }
                if index < bytes.count, bytes[index] == UInt8(ascii: "\n") { code.append(bytes[index]) }
                index += 1
            }
            if end != "\n" { index += end.utf8.count }
        }
        while index < bytes.count {
            if starts("//") {
                skip(to: "\n")
            } else if starts("/*") {
                skip(to: "*/")
            } else if starts("\"\"\"") {
                index += 3
                skip(to: "\"\"\"")
            } else if starts("#\"") {
                index += 2
                skip(to: "\"#")
            } else if starts("\"") {
                index += 1
                skip(to: "\"")
            } else {
                code.append(bytes[index])
                index += 1
            }
        }
        return String(decoding: code, as: UTF8.self)
    }
}
