import LosslessJSON

/// Finds the tools of a request that the service itself runs. They bring input of unknown length, and fees of their own.
enum ServiceTools {
    /// The types of tools that the caller runs: those without a type, functions, and the ones that Claude was trained
    /// with (Anthropic's tool guide, as of 2026-11). Any other type is taken for one that the service runs.
    private static let callersTypes: Set<String> = ["custom", "function"]
    private static let callersPrefixes = ["bash_", "text_editor_", "computer_", "memory_"]
    /// Members that let the service search or call other servers without a tool of that name.
    private static let members: [StaticString] = ["mcp_servers", "web_search_options", "search_parameters"]

    /// The name of a tool that the service runs; `nil` where there is none.
    static func first(in request: RequestReading) -> String? {
        guard let body = request.body else { return nil }
        for place in [body, body.present("additionalModelRequestFields")].compactMap(\.self) {
            if let member = members.first(where: { place.present($0) != nil }) { return "\(member)" }
            let lists = [place.present("tools"), place.present("toolConfig")?.present("tools")]
            for tool in lists.compactMap(\.self).flatMap({ Array($0.elements) }) {
                if let name = name(of: tool) { return name }
            }
        }
        // Tools may be added in the course of a conversation.
        for message in body.present("messages").map({ Array($0.elements) }) ?? [] {
            for block in message.present("content").map({ Array($0.elements) }) ?? [] {
                guard let addition = block.present("toolAddition") else { continue }
                if let name = name(ofAdded: addition) { return name }
            }
        }
        return nil
    }

    private static func name(of tool: JSONValue) -> String? {
        if let system = tool.present("systemTool") { return system.present("name")?.string ?? "systemTool" }
        guard let type = tool.present("type") else { return nil }
        guard let name = type.string else { return "type \(type.text.prefix(40))" }
        let isCallers = callersTypes.contains(name) || callersPrefixes.contains { name.hasPrefix($0) }
        return isCallers ? nil : name
    }

    /// The form of an addition is not documented; a name of a service's tool stands somewhere in it.
    private static func name(ofAdded root: JSONValue) -> String? {
        var pending = [root]
        while let value = pending.popLast() {
            if let name = value.present("systemTool").map({ $0.present("name")?.string ?? "systemTool" }) {
                return name
            }
            pending.append(contentsOf: value.elements)
            for (key, member) in value.members where key != "inputSchema" { pending.append(member) }
        }
        return nil
    }
}
