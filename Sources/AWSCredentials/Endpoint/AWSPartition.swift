/// A group of regions that are apart from the others, with domains of their own.
///
/// Source: the table of partitions that AWS SDKs ship (botocore 1.43.11, state 2026-11).
struct AWSPartition: Sendable, Hashable {
    let name: String
    /// The domain of endpoints.
    let suffix: String
    /// The domain of endpoints that are reached by IPv4 and IPv6.
    let dualStackSuffix: String

    /// The partition of a region; that of the commercial regions where nothing else is known.
    init(region: String) {
        self = Self.byPrefix.first { region.hasPrefix($0.prefix) }?.partition ?? Self.commercial
    }

    private init(_ name: String, _ suffix: String, dualStack: String) {
        self.name = name
        self.suffix = suffix
        dualStackSuffix = dualStack
    }

    private static let commercial = AWSPartition("aws", "amazonaws.com", dualStack: "api.aws")

    private static let byPrefix: [(prefix: String, partition: AWSPartition)] = [
        ("cn-", AWSPartition("aws-cn", "amazonaws.com.cn", dualStack: "api.amazonwebservices.com.cn")),
        ("us-gov-", AWSPartition("aws-us-gov", "amazonaws.com", dualStack: "api.aws")),
        ("eusc-", AWSPartition("aws-eusc", "amazonaws.eu", dualStack: "api.amazonwebservices.eu")),
        ("us-iso-", AWSPartition("aws-iso", "c2s.ic.gov", dualStack: "api.aws.ic.gov")),
        ("us-isob-", AWSPartition("aws-iso-b", "sc2s.sgov.gov", dualStack: "api.aws.scloud")),
        ("eu-isoe-", AWSPartition("aws-iso-e", "cloud.adc-e.uk", dualStack: "api.cloud-aws.adc-e.uk")),
        ("us-isof-", AWSPartition("aws-iso-f", "csp.hci.ic.gov", dualStack: "api.aws.hci.ic.gov")),
    ]
}
