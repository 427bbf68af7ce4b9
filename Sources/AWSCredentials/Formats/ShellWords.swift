/// A line split into words as a POSIX shell does, without any of its expansions.
///
/// Blanks separate words, both kinds of quotes group, a backslash takes the next character as it is; within double quotes
/// it does so before `"` and `\` only. AWS SDKs read `credential_process` and the names of sections this way
/// (botocore 1.43: `shlex.split`).
enum ShellWords {
    /// The words; nil where a quote is not closed or a backslash stands last.
    static func split(_ line: String) -> [String]? {
        var words: [String] = []
        var word = ""
        var isInWord = false
        var quote: Character?
        var rest = line[...]
        while let character = rest.popFirst() {
            switch (quote, character) {
            case (nil, "\""), (nil, "'"):
                quote = character
                isInWord = true
            case (let open?, _) where open == character:
                quote = nil
            case (nil, "\\"):
                guard let next = rest.popFirst() else { return nil }
                word.append(next)
                isInWord = true
            case ("\"", "\\"):
                guard let next = rest.popFirst() else { return nil }
                if next != "\"" && next != "\\" { word.append("\\") }
                word.append(next)
            case (nil, " "), (nil, "\t"), (nil, "\n"), (nil, "\r"), (nil, "\r\n"):
                if isInWord { words.append(word) }
                word = ""
                isInWord = false
            default:
                word.append(character)
                isInWord = true
            }
        }
        guard quote == nil else { return nil }
        return isInWord ? words + [word] : words
    }
}
