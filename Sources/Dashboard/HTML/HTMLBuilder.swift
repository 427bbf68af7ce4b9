/// Lets HTML be written as it nests. Texts among it are escaped.
@resultBuilder
enum HTMLBuilder {
    static func buildExpression(_ html: HTML) -> HTML { html }
    static func buildExpression(_ text: String) -> HTML { HTML(text: text) }
    static func buildExpression(_ html: HTML?) -> HTML { html ?? HTML() }
    static func buildPartialBlock(first: HTML) -> HTML { first }
    static func buildPartialBlock(accumulated: HTML, next: HTML) -> HTML {
        var result = accumulated
        result += next
        return result
    }
    static func buildBlock() -> HTML { HTML() }
    static func buildOptional(_ html: HTML?) -> HTML { html ?? HTML() }
    static func buildEither(first html: HTML) -> HTML { html }
    static func buildEither(second html: HTML) -> HTML { html }
    static func buildArray(_ parts: [HTML]) -> HTML {
        var result = HTML()
        for part in parts { result += part }
        return result
    }
}
