/// A service by the names that its endpoint goes by.
public struct AWSService: Sendable, Hashable {
    /// The first part of its host, as `bedrock-runtime`.
    let hostPrefix: String

    /// Its name in variables and files, as `bedrock_runtime`.
    let configurationName: String

    /// Amazon Bedrock, where models are called.
    public static let bedrockRuntime = AWSService(
        hostPrefix: "bedrock-runtime", configurationName: "bedrock_runtime")

    /// Amazon Bedrock, where it is administered.
    public static let bedrock = AWSService(hostPrefix: "bedrock", configurationName: "bedrock")

    /// The Security Token Service.
    static let sts = AWSService(hostPrefix: "sts", configurationName: "sts")

    /// IAM Identity Center, where tokens are exchanged for credentials.
    static let sso = AWSService(hostPrefix: "portal.sso", configurationName: "sso")

    /// The variable that holds its endpoint, as `AWS_ENDPOINT_URL_BEDROCK_RUNTIME`.
    var endpointVariable: String { "AWS_ENDPOINT_URL_" + configurationName.uppercased() }
}
