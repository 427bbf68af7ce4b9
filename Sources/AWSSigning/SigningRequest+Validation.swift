extension SigningRequest {
    /// Refuses what has no canonical form, before anything is computed from it.
    func validate(limits: RequestLimits) throws(RequestFault) {
        guard path.utf8.count + query.utf8.count <= limits.targetBytes else {
            throw .targetTooLong(limit: limits.targetBytes)
        }
        guard (1...32).contains(method.utf8.count), method.utf8.allSatisfy(ByteClass.isToken) else { throw .method }
        guard path.isEmpty || path.utf8.first == UInt8(ascii: "/"), !path.utf8.contains(where: ByteClass.isControl)
        else { throw .path }
        guard !query.utf8.contains(where: ByteClass.isControl) else { throw .query }
        try Self.validate(headers, limits: limits)
    }

    private static func validate(_ headers: [HeaderField], limits: RequestLimits) throws(RequestFault) {
        guard headers.count <= limits.headerCount else { throw .tooManyHeaders(limit: limits.headerCount) }
        let bytes = headers.reduce(0) { $0 + $1.name.utf8.count + $1.value.utf8.count }
        guard bytes <= limits.headerBytes else { throw .headersTooLong(limit: limits.headerBytes) }
        for (index, header) in headers.enumerated() {
            guard !header.name.isEmpty, header.name.utf8.allSatisfy(ByteClass.isToken) else {
                throw .headerName(index: index)
            }
            guard isAllowed(header.value) else { throw .headerValue(name: header.name) }
        }
    }

    /// Whether a value holds no control character but tabs and the line ends of folded lines.
    ///
    /// A line end that is not followed by white space would begin another header.
    private static func isAllowed(_ value: String) -> Bool {
        let bytes = Array(value.utf8)
        for (index, byte) in bytes.enumerated() where ByteClass.isControl(byte) {
            let next = index + 1 < bytes.count ? bytes[index + 1] : nil
            switch byte {
            case UInt8(ascii: "\t"): continue
            case UInt8(ascii: "\r"): guard next == UInt8(ascii: "\n") else { return false }
            case UInt8(ascii: "\n"): guard next == UInt8(ascii: " ") || next == UInt8(ascii: "\t") else { return false }
            default: return false
            }
        }
        return true
    }
}
