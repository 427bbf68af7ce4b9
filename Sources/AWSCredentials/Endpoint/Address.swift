/// An address with `http` or `https`, taken apart strictly: what two readers could read differently is refused.
struct Address {
    let scheme: ServiceEndpoint.Scheme
    /// Without the brackets of an IPv6 address; in lower case.
    let host: String
    let port: Int?
    /// With its escapes; empty or beginning with a slash.
    let path: String
    /// Without the question mark.
    let query: String

    static let maximumBytes = 2_048

    init(_ url: String) throws(EndpointFault) {
        guard url.utf8.count <= Self.maximumBytes else { throw .length }
        guard let colon = url.firstIndex(of: ":"),
            let scheme = ServiceEndpoint.Scheme(rawValue: url[..<colon].lowercased()), url[colon...].hasPrefix("://")
        else { throw .scheme }
        self.scheme = scheme
        let rest = url[url.index(colon, offsetBy: 3)...]
        guard !rest.contains("#") else { throw .fragment }
        let end = rest.firstIndex { $0 == "/" || $0 == "?" } ?? rest.endIndex
        let authority = rest[..<end]
        guard !authority.contains("@") else { throw .userInformation }
        (host, port) = try Self.hostAndPort(authority)
        let target = rest[end...]
        guard target.utf8.allSatisfy(Self.isTargetByte) else { throw .path }
        let mark = target.firstIndex(of: "?")
        path = String(target[..<(mark ?? target.endIndex)])
        query = mark.map { String(target[$0...].dropFirst()) } ?? ""
    }

    private static func hostAndPort(_ authority: Substring) throws(EndpointFault) -> (String, Int?) {
        let name: Substring
        let rest: Substring
        if authority.first == "[" {
            guard let end = authority.firstIndex(of: "]") else { throw .host }
            name = authority[..<end].dropFirst()
            rest = authority[end...].dropFirst()
            guard name.contains(":"), name.utf8.allSatisfy({ isHexadecimal($0) || ":.".utf8.contains($0) }) else {
                throw .host
            }
        } else {
            let end = authority.firstIndex(of: ":") ?? authority.endIndex
            name = authority[..<end]
            rest = authority[end...]
            guard (1...253).contains(name.utf8.count), name.utf8.allSatisfy(isHostByte) else { throw .host }
        }
        if rest.isEmpty { return (name.lowercased(), nil) }
        let digits = rest.dropFirst()
        guard rest.first == ":", digits.utf8.count <= 5, digits.utf8.allSatisfy(isDigit), let port = Int(digits),
            (1...65_535).contains(port)
        else { throw .port }
        return (name.lowercased(), port)
    }

    private static func isDigit(_ byte: UInt8) -> Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) }

    private static func isHexadecimal(_ byte: UInt8) -> Bool {
        isDigit(byte) || (UInt8(ascii: "a")...UInt8(ascii: "f")).contains(byte | 0x20)
    }

    private static func isHostByte(_ byte: UInt8) -> Bool {
        isDigit(byte) || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20) || "-._".utf8.contains(byte)
    }

    /// What may stand in a path or a query without being encoded (RFC 3986), and the escapes.
    private static func isTargetByte(_ byte: UInt8) -> Bool {
        isHostByte(byte) || "/?~%!$&'()*+,;=:@".utf8.contains(byte)
    }
}

extension Address {
    /// Whether the host is this machine: `localhost`, 127.0.0.0/8 or ::1. Other spellings of these are not.
    var isLoopback: Bool {
        if host == "localhost" || host == "::1" { return true }
        let parts = host.split(separator: ".", omittingEmptySubsequences: false)
        return parts.count == 4 && parts[0] == "127"
            && parts.allSatisfy { part in
                // A leading zero would mean an octal number to some readers.
                (1...3).contains(part.utf8.count) && (part == "0" || part.first != "0")
                    && part.utf8.allSatisfy(Self.isDigit) && (UInt8(part) != nil)
            }
    }
}
