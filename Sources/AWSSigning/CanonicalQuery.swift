/// The second rule: parameters are decoded and encoded once, and sorted by name and then by value.
///
/// A plus sign is a plus sign. A name without `=` has an empty value, and nothing between two `&` counts for nothing.
struct CanonicalQuery {
    /// Names and values in their order, encoded.
    private let parameters: [(name: [UInt8], value: [UInt8])]

    /// Whether the query is spelled in the only way that a well-behaved sender uses.
    ///
    /// Lower-case escapes and empty parameters change bytes without changing the signature.
    let isPlainlySpelled: Bool

    init(_ query: String) throws(RequestFault) {
        var parameters: [(name: [UInt8], value: [UInt8])] = []
        let bytes = Array(query.utf8)
        let pieces = bytes.split(separator: UInt8(ascii: "&"), omittingEmptySubsequences: false)
        for piece in pieces where !piece.isEmpty {
            let name = piece.prefix { $0 != UInt8(ascii: "=") }
            let value = piece[name.endIndex...].dropFirst()
            parameters.append((name: try Self.encoded(name), value: try Self.encoded(value)))
        }
        isPlainlySpelled = query.isEmpty || (!Self.hasLowercaseEscape(bytes) && !pieces.contains { $0.isEmpty })
        self.parameters = parameters.sorted { left, right in
            left.name == right.name
                ? left.value.lexicographicallyPrecedes(right.value)
                : left.name.lexicographicallyPrecedes(right.name)
        }
    }

    /// The third line of the canonical request.
    var encoded: String {
        let bytes = parameters.map { $0.name + [UInt8(ascii: "=")] + $0.value }.joined(separator: [UInt8(ascii: "&")])
        return String(decoding: Array(bytes), as: UTF8.self)
    }

    /// Whether the query itself claims to carry a signature, as a presigned URL does.
    var carriesSignature: Bool {
        let names: Set = ["x-amz-algorithm", "x-amz-credential", "x-amz-signature"]
        return parameters.contains { names.contains(String(decoding: $0.name, as: UTF8.self).lowercased()) }
    }

    private static func encoded(_ part: ArraySlice<UInt8>) throws(RequestFault) -> [UInt8] {
        guard let decoded = PercentEncoding.decoded(part) else { throw .query }
        var bytes: [UInt8] = []
        PercentEncoding.append(decoded, to: &bytes)
        return bytes
    }

    private static func hasLowercaseEscape(_ bytes: [UInt8]) -> Bool {
        let lowercase = UInt8(ascii: "a")...UInt8(ascii: "f")
        return bytes.indices.contains { index in
            bytes[index] == UInt8(ascii: "%") && bytes[(index + 1)...].prefix(2).contains(where: lowercase.contains)
        }
    }
}
