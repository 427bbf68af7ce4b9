/// A part of AWS with prices of its own.
public enum AWSPartition: String, Sendable, Hashable, CaseIterable {
    /// The commercial regions.
    case commercial
    /// AWS GovCloud (US).
    case usGov = "us-gov"
    /// Regions that the card knows nothing about: China and the isolated partitions.
    case other

    /// The partition of a region, such as `eu-central-1` or `us-gov-west-1`.
    public init(region: some StringProtocol) {
        if region.hasPrefix("us-gov-") {
            self = .usGov
        } else if region.hasPrefix("cn-") || region.contains("iso") {
            self = .other
        } else {
            self = .commercial
        }
    }
}
