/// The third rule: names in lower case and sorted, values trimmed, white space within them made one space.
///
/// Values of headers with the same name are joined by commas in the order of the request.
struct CanonicalHeaders {
    /// The names, each once, sorted.
    let names: [String]

    /// One line per name, each with its line end.
    let lines: String

    /// The headers of these names, which have to be sorted and in lower case; nil where one of them is absent.
    init?(_ names: [String], of headers: [HeaderField]) {
        let groups = Dictionary(grouping: headers, by: \.lowercasedName)
        var lines = ""
        for name in names {
            guard let group = groups[name] else { return nil }
            lines += name + ":" + group.map { Self.value($0.value) }.joined(separator: ",") + "\n"
        }
        self.names = names
        self.lines = lines
    }

    /// All of these headers.
    init(_ headers: [HeaderField]) {
        let groups = Dictionary(grouping: headers, by: \.lowercasedName)
        let sorted = groups.sorted { $0.key < $1.key }
        names = sorted.map(\.key)
        lines = sorted.map { name, group in
            name + ":" + group.map { Self.value($0.value) }.joined(separator: ",") + "\n"
        }.joined()
    }

    static func value(_ value: String) -> String {
        Substring(value).utf8.split(whereSeparator: ByteClass.isWhitespace)
            .map { String(Substring($0)) }.joined(separator: " ")
    }
}
