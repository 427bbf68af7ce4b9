import Ledger

/// A pattern for the ARN of a caller: `arn:aws:sts::*:assumed-role/{team}-role/*`.
///
/// `*` stands for any characters or none, `?` for one, and `{name}` for one or more characters other than `:` and `/`,
/// which it captures. The whole ARN has to match. Where several readings fit, the earlier wildcards take as little as they
/// can.
struct IdentityPattern: Sendable, Hashable {
    private enum Element: Sendable, Hashable {
        case literal([UInt8])
        case any
        case one
        case capture(String)
    }

    private static let maximumBytes = 2048
    private static let maximumElements = 64

    private let elements: [Element]

    /// The names that the pattern captures.
    let names: [String]

    init(_ text: String) throws(AttributionRuleError) {
        guard !text.isEmpty, text.utf8.count <= Self.maximumBytes else {
            throw AttributionRuleError("a pattern must have 1 to \(Self.maximumBytes) bytes")
        }
        var elements: [Element] = []
        var names: [String] = []
        var rest = Array(text.utf8)[...]
        while let byte = rest.first {
            switch byte {
            case UInt8(ascii: "*"):
                rest = rest.dropFirst()
                if elements.last != .any { elements.append(.any) }
            case UInt8(ascii: "?"):
                rest = rest.dropFirst()
                elements.append(.one)
            case UInt8(ascii: "{"):
                let name = try Self.name(&rest, in: text)
                guard !names.contains(name) else {
                    throw AttributionRuleError("pattern \(LedgerError.quoted(text)) captures {\(name)} twice")
                }
                names.append(name)
                elements.append(.capture(name))
            default:
                let literal = rest.prefix { ![UInt8(ascii: "*"), UInt8(ascii: "?"), UInt8(ascii: "{")].contains($0) }
                rest = rest.dropFirst(literal.count)
                elements.append(.literal(Array(literal)))
            }
        }
        guard elements.count <= Self.maximumElements else {
            throw AttributionRuleError("pattern \(LedgerError.quoted(text)) has too many wildcards")
        }
        self.elements = elements
        self.names = names
    }

    /// What the pattern captures in an ARN, by name; `nil` where it does not match.
    func captures(in arn: String) -> [String: String]? {
        var match = Match(text: Array(arn.utf8), elements: elements)
        guard match.text.count <= Self.maximumBytes, match.succeeds(from: 0, element: 0) else { return nil }
        return match.captures
    }

    /// One attempt. A pair of element and place that failed is never tried again, so that time grows with the length of
    /// pattern times ARN, whatever they hold.
    private struct Match {
        let text: [UInt8]
        let elements: [Element]
        var captures: [String: String] = [:]
        private var failed: [Bool]

        init(text: [UInt8], elements: [Element]) {
            self.text = text
            self.elements = elements
            failed = Array(repeating: false, count: elements.count * (text.count + 1))
        }

        mutating func succeeds(from start: Int, element: Int) -> Bool {
            guard element < elements.count else { return start == text.count }
            switch elements[element] {
            case .literal(let literal):
                return text[start...].starts(with: literal)
                    && succeeds(from: start + literal.count, element: element + 1)
            case .one:
                return start < text.count && succeeds(from: start + 1, element: element + 1)
            case .any:
                return wildcardEnd(from: start, element: element, shortest: 0) { _ in true } != nil
            case .capture(let name):
                let end = wildcardEnd(from: start, element: element, shortest: 1) { byte in
                    byte != UInt8(ascii: ":") && byte != UInt8(ascii: "/")
                }
                guard let end else { return false }
                captures[name] = String(decoding: text[start..<end], as: UTF8.self)
                return true
            }
        }

        /// Where a wildcard has to end for the rest to match. What fails from one place on fails from every later one.
        private mutating func wildcardEnd(
            from start: Int, element: Int, shortest: Int, accepting isAccepted: (UInt8) -> Bool
        ) -> Int? {
            var place = start
            while place <= text.count, !failed[element * (text.count + 1) + place] {
                let end = place + shortest
                if shortest == 1, place == text.count || !isAccepted(text[place]) { return nil }
                if succeeds(from: end, element: element + 1) { return end }
                failed[element * (text.count + 1) + place] = true
                place += 1
            }
            return nil
        }
    }

    /// Takes `{name}` from the start of the rest.
    private static func name(_ rest: inout ArraySlice<UInt8>, in text: String) throws(AttributionRuleError) -> String {
        guard let end = rest.firstIndex(of: UInt8(ascii: "}")) else {
            throw AttributionRuleError("pattern \(LedgerError.quoted(text)) has a { without its }")
        }
        let name = String(decoding: rest[(rest.startIndex + 1)..<end], as: UTF8.self)
        guard !name.isEmpty, name.allSatisfy({ $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "_") }) else {
            throw AttributionRuleError(
                "pattern \(LedgerError.quoted(text)): a capture is named by letters, digits and _, like {team}")
        }
        rest = rest[(end + 1)...]
        return name
    }
}
