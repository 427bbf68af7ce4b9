/// Whether elements of markup close in the order in which they open.
enum Markup {
    /// What is wrong, in words; nil for markup that is whole.
    static func fault(in text: Substring) -> String? {
        var open: [Substring] = []
        for match in text.matches(of: /<([^>]*)>/) {
            let tag = match.output.1
            if tag.hasSuffix("/") { continue }
            if tag.hasPrefix("/") {
                guard open.popLast() == tag.dropFirst() else { return "\(tag) closes nothing" }
            } else {
                open.append(tag.prefix { $0 != " " })
            }
            // Names and values in quotes, and nothing else.
            let rest = tag.drop { $0 != " " }
            guard rest.wholeMatch(of: /( [a-zA-Z-]+="[^"<]*")*/) != nil else { return "attributes of \(tag)" }
        }
        return open.last.map { "\($0) stays open" }
    }
}
