/// A part of AWS with prices of its own.
public enum AWSPartition: String, Sendable, Hashable, CaseIterable {
    /// The commercial regions.
    case commercial
    /// AWS GovCloud (US).
    case usGov = "us-gov"
    /// Regions that the card knows nothing about: China, the sovereign and isolated partitions, and misspelt names.
    case other

    /// The partition of a region, such as `eu-central-1` or `us-gov-west-1`.
    public init(region: some StringProtocol) {
        if region.hasPrefix("us-gov-") {
            self = .usGov
        } else if Self.isCommercial(region) {
            self = .commercial
        } else {
            self = .other
        }
    }

    /// Commercial regions are an area of two letters, a direction and a number. A misspelt region, the sovereign cloud
    /// (`eusc-de-east-1`) and the isolated partitions (`us-iso-east-1`) are not, and must not get commercial prices.
    private static func isCommercial(_ region: some StringProtocol) -> Bool {
        let parts = region.split(separator: "-", omittingEmptySubsequences: false)
        guard parts.count == 3, parts[0].utf8.count == 2, parts[0] != "cn" else { return false }
        let letters = UInt8(ascii: "a")...UInt8(ascii: "z")
        let digits = UInt8(ascii: "0")...UInt8(ascii: "9")
        return !parts[1].isEmpty && (Array(parts[0].utf8) + Array(parts[1].utf8)).allSatisfy(letters.contains)
            && (1...2).contains(parts[2].utf8.count) && parts[2].utf8.allSatisfy(digits.contains)
    }
}
