/// Nothing in the project names a place of the machine that it was written on.
struct MachinePathRule {
    /// The beginnings of such places, put together so that this file may hold them.
    static let prefixes = ["wo" + "rk/", "ho" + "me/", "ro" + "ot/", "opt/" + "swift", "Us" + "ers/"].map { "/" + $0 }

    func violations(path: String, text: String) -> [Violation] {
        text.split(separator: "\n", omittingEmptySubsequences: false).enumerated().flatMap { index, line in
            Self.prefixes.filter { prefix in Self.names(line, prefix) }
                .map { Violation(path: path, line: index + 1, message: "\($0) is a place of one machine") }
        }
    }

    /// Whether the line holds the path itself, and not a longer word or address that ends like it.
    private static func names(_ line: Substring, _ prefix: String) -> Bool {
        line.ranges(of: prefix).contains { range in
            guard range.lowerBound > line.startIndex else { return true }
            let before = line[line.index(before: range.lowerBound)]
            return !before.isLetter && !before.isNumber && !".-_/})".contains(before)
        }
    }
}
