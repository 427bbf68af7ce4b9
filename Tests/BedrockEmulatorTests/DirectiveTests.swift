import Testing

@testable import BedrockEmulator

@Suite("Directives")
struct DirectiveTests {
    @Test("are found anywhere in the text")
    func found() {
        let directives = Directives("First [[think:3]], then [[tokens:12]] and [[stop:refusal]].")
        #expect(directives.reasoningTokens == 3)
        #expect(directives.tokens == 12)
        #expect(directives.stopReason == "refusal")
    }

    @Test("of tools may come several times and bring an input with brackets")
    func tools() {
        let directives = Directives(#"[[tool:a]][[tool:b {"x":[[1]]}]]"#)
        #expect(
            directives.toolCalls == [
                Directives.ToolCall(name: "a", input: nil), Directives.ToolCall(name: "b", input: #"{"x":[[1]]}"#),
            ])
        #expect(Directives("now use tool get_weather-2, please").toolCalls.map(\.name) == ["get_weather-2"])
    }

    @Test(
        "that are none are text", arguments: ["", "[[", "[[reply:", "[[tokens:x]]", "[[unknown:1]]", "[[[[:]]", "]]"])
    func none(text: String) {
        #expect(Directives(text) == Directives("plain"))
    }
}
