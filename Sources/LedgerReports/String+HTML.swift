extension String {
    /// The text without a character that HTML, or an attribute in quotes, would take for anything else than itself, and
    /// without controls that turn the direction of what follows.
    package var escapedForHTML: String {
        let shown = withoutTerminalControls
        guard shown.utf8.contains(where: { Self.specialInHTML.contains($0) }) else { return shown }
        var result = ""
        // By scalars: a mark behind an ampersand makes one character of both, which no case would match.
        for scalar in shown.unicodeScalars {
            switch scalar {
            case "&": result += "&amp;"
            case "<": result += "&lt;"
            case ">": result += "&gt;"
            case "\"": result += "&quot;"
            case "'": result += "&#39;"
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result
    }

    private static let specialInHTML = Set("&<>\"'".utf8)
}
