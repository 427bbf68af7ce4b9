/// A model as a caller writes it (id, inference profile or ARN), taken apart.
public struct ModelReference: Sendable, Hashable {
    /// What the text names.
    public enum Target: Sendable, Hashable {
        /// A foundation model, with the scope under which it is priced.
        case model(id: String, scope: PriceScope)
        /// Something opaque that stands for a model; it must be looked up.
        case opaque(kind: String)
        /// Something that is not billed by the call, or whose price depends on more than the call; with the reason.
        case notPriced(reason: String)
        /// A prompt router; the response names the model it chose.
        case router
    }

    /// What the text names.
    public let target: Target
    /// The region of an ARN, where it has one.
    public let region: String?
    /// The geography of an inference profile: `us`, `eu`, `global`, …
    public let geography: String?

    /// Whether the text names a custom model deployment.
    var isCustomModel: Bool { target == .opaque(kind: Self.customModelDeployment) }

    /// Whether the text names a prompt that the service keeps.
    var isPrompt: Bool { target == .opaque(kind: Self.prompt) }

    private static let prompt = "prompt"
    private static let customModelDeployment = "custom model deployment"

    /// The geographies of cross-region inference profiles (AWS inference-profile guide, as of 2026-11).
    static let geographies: Set<String> = ["us", "eu", "apac", "jp", "au", "in", "us-gov", "global"]

    /// Takes a model id, a profile id or an ARN apart.
    public init(_ text: String) {
        guard text.hasPrefix("arn:") else {
            region = nil
            (target, geography) = Self.identifier(text)
            return
        }
        let parts = text.split(separator: ":", maxSplits: 5, omittingEmptySubsequences: false)
        guard parts.count == 6, let slash = parts[5].firstIndex(of: "/") else {
            target = .notPriced(reason: "\"\(text)\" is no ARN of a Bedrock model")
            region = nil
            geography = nil
            return
        }
        region = parts[3].isEmpty ? nil : String(parts[3])
        guard parts[2] == "bedrock" else {
            target = .notPriced(reason: "a \(parts[2]) endpoint is not billed by Bedrock's token rates")
            geography = nil
            return
        }
        (target, geography) = Self.resource(
            kind: String(parts[5][..<slash]), name: String(parts[5][parts[5].index(after: slash)...]))
    }

    private static func identifier(_ text: String) -> (Target, String?) {
        if let dot = text.firstIndex(of: "."), geographies.contains(String(text[..<dot])) {
            let geography = String(text[..<dot])
            let id = String(text[text.index(after: dot)...])
            return (.model(id: id, scope: geography == "global" ? .global : .geo), geography)
        }
        return (.model(id: text, scope: .inRegion), nil)
    }

    private static func resource(kind: String, name: String) -> (Target, String?) {
        switch kind {
        case "foundation-model", "inference-profile":
            return identifier(name)
        case "application-inference-profile":
            return (.opaque(kind: "application inference profile"), nil)
        case "custom-model-deployment":
            return (.opaque(kind: customModelDeployment), nil)
        case "prompt":
            return (.opaque(kind: prompt), nil)
        case "prompt-router", "default-prompt-router":
            return (.router, nil)
        case "provisioned-model":
            return (
                .notPriced(reason: "Provisioned Throughput is billed by model unit and hour, not by the call"), nil
            )
        case "imported-model":
            return (
                .notPriced(reason: "an imported model is billed by custom model unit and minute, not by the call"), nil
            )
        case "custom-model":
            return (.notPriced(reason: "a custom model runs on Provisioned Throughput, billed by the hour"), nil)
        default:
            return (.notPriced(reason: "\"\(kind)\" is no kind of Bedrock model that has a known price"), nil)
        }
    }
}
