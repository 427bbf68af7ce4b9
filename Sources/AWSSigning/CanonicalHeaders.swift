/// The third rule: names in lower case and sorted, values trimmed, white space within them made one space.
///
/// Values of headers with the same name are joined by commas in the order of the request.
struct CanonicalHeaders {
    /// The names, each once, sorted.
    let names: [String]

    /// One line per name, each with its line end.
    let lines: String

    /// The headers of these names, which have to be sorted and in lower case and to be among the headers.
    init(_ names: [String], of headers: [HeaderField]) {
        let groups = Dictionary(grouping: headers, by: \.lowercasedName)
        self.names = names
        lines = names.map { name in
            let source = name == HeaderName.authority ? HeaderName.host : name
            return name + ":" + groups[source, default: []].map { Self.value($0.value) }.joined(separator: ",") + "\n"
        }.joined()
    }

    /// All of these headers.
    init(_ headers: [HeaderField]) {
        self.init(Set(headers.map(\.lowercasedName)).sorted(), of: headers)
    }

    /// A value in the form that counts.
    static func value(_ value: String) -> String {
        Substring(value).utf8.split(whereSeparator: ByteClass.isWhitespace)
            .map { String(Substring($0)) }.joined(separator: " ")
    }
}
