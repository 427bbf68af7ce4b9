/// What a signing key is good for: one day, one region, one service.
public struct CredentialScope: Sendable, Hashable, CustomStringConvertible {
    /// The day in UTC, as `20261123`.
    public let day: String

    /// The region, as `us-east-1`.
    public let region: String

    /// The name that the service signs under; `bedrock` for all of Bedrock's hosts.
    public let service: String

    /// A scope; nil unless the day has 8 digits, and region and service have 1 to 64 letters, digits, `-`, `_` and `.`.
    public init?(day: String, region: String, service: String) {
        guard day.utf8.count == 8, day.utf8.allSatisfy(ByteClass.isDigit), Self.isName(region), Self.isName(service)
        else { return nil }
        self.day = day
        self.region = region
        self.service = service
    }

    /// Day, region, service and `aws4_request`, separated by slashes.
    public var description: String { "\(day)/\(region)/\(service)/\(Self.terminator)" }

    /// What every scope ends with.
    static let terminator = "aws4_request"

    private static func isName(_ text: String) -> Bool { isName(text, limit: 64) }

    /// Whether a text can stand between the slashes of a credential.
    static func isName(_ text: some StringProtocol, limit: Int) -> Bool {
        (1...limit).contains(text.utf8.count)
            && text.utf8.allSatisfy { ByteClass.isUnreserved($0) && $0 != UInt8(ascii: "~") }
    }
}
