/// Where and when a call was made, as far as prices depend on it.
///
/// AWS prices a call by the region from which it is made, wherever it is served (Bedrock pricing page, cross-region
/// inference guide).
struct PriceSource: Sendable, Hashable {
    var region: String
    var at: Timestamp

    var partition: AWSPartition { AWSPartition(region: region) }
}
