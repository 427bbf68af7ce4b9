import LedgerReports

/// A piece of HTML that can only be made safely: every text and every value of an attribute is escaped as it goes in, and
/// names of elements and attributes are literals.
///
/// ```swift
/// HTML("td", ["class": "number"]) { callsite }
/// ```
public struct HTML: Sendable {
    /// Elements that are closed as they are opened.
    private static let empty: Set<String> = [
        "br", "circle", "input", "line", "link", "meta", "path", "polygon", "polyline", "rect",
    ]

    /// The markup.
    public private(set) var markup: String

    /// Nothing.
    init() {
        markup = ""
    }

    /// A text; whatever it holds is shown and never obeyed.
    init(text: String) {
        markup = text.escapedForHTML
    }

    /// An element.
    ///
    /// - Parameters:
    ///   - name: Its name.
    ///   - attributes: Its attributes, in order; those without a value are left out.
    ///   - content: What is within.
    init(
        _ name: StaticString, _ attributes: KeyValuePairs<StaticString, String?> = [:],
        @HTMLBuilder content: () -> HTML = { HTML() }
    ) {
        let name = name.description
        markup = "<\(name)"
        for (attribute, value) in attributes {
            guard let value else { continue }
            markup += " \(attribute)=\"\(value.escapedForHTML)\""
        }
        if Self.empty.contains(name) {
            markup += "/>"
        } else {
            markup += ">\(content().markup)</\(name)>"
        }
    }

    /// A whole page: the element `html` behind the declaration of its kind.
    static func document(_ page: HTML) -> HTML {
        var result = HTML()
        result.markup = "<!doctype html>\n" + page.markup + "\n"
        return result
    }

    /// Adds what comes next.
    static func += (left: inout HTML, right: HTML) {
        left.markup += right.markup
    }
}
