/// One kind of thing that AWS bills for, as it stands on a line of a cost.
public enum BilledItem: String, Sendable, Hashable, CaseIterable {
    /// Input tokens that were neither read from nor written to a prompt cache.
    case input
    /// Input tokens read from a prompt cache.
    case cacheRead = "cache_read"
    /// Input tokens written to a prompt cache for five minutes.
    case cacheWrite5m = "cache_write_5m"
    /// Input tokens written to a prompt cache for thirty minutes.
    case cacheWrite30m = "cache_write_30m"
    /// Input tokens written to a prompt cache for one hour.
    case cacheWrite1h = "cache_write_1h"
    /// Output tokens, thinking included.
    case output
    /// Speech tokens of the input.
    case audioInput = "audio_input"
    /// Speech tokens of the output.
    case audioOutput = "audio_output"
    /// Image tokens of the input, where they have a rate of their own.
    case imageTokenInput = "image_token_input"
    /// Images of the input.
    case inputImage = "input_image"
    /// Page images of a document of the input.
    case inputDocumentImage = "input_document_image"
    /// Seconds of video of the input.
    case inputVideoSecond = "input_video_second"
    /// Seconds of audio of the input.
    case inputAudioSecond = "input_audio_second"
    /// Generated or edited images.
    case outputImage = "output_image"
    /// Seconds of generated video.
    case outputVideoSecond = "output_video_second"
    /// Search queries of a reranker or an embedding index.
    case query
    /// Web searches that the service ran for the model.
    case webSearch = "web_search"
    /// Guardrail text units of the content policy.
    case guardrailContent = "guardrail_content"
    /// Guardrail images of the content policy.
    case guardrailContentImage = "guardrail_content_image"
    /// Guardrail text units of the denied-topic policy.
    case guardrailTopic = "guardrail_topic"
    /// Guardrail text units of the word policy.
    case guardrailWord = "guardrail_word"
    /// Guardrail text units of the sensitive-information policy.
    case guardrailSensitiveInformation = "guardrail_sensitive_information"
    /// Guardrail text units of sensitive-information patterns.
    case guardrailSensitiveInformationFree = "guardrail_sensitive_information_free"
    /// Guardrail text units of the contextual-grounding check.
    case guardrailContextualGrounding = "guardrail_contextual_grounding"
    /// Guardrail text units of the automated-reasoning check.
    case guardrailAutomatedReasoning = "guardrail_automated_reasoning"
    /// Millionths of a US dollar that a caller stated, because no rate card prices the call.
    case statedMicrodollar = "stated_microdollar"

    /// Hashes the case, not its name as enumerations with names do: items are looked up several times for each call.
    public func hash(into hasher: inout Hasher) {
        hasher.combine(BilledItemSet(self).rawValue)
    }

    /// The part of the cost breakdown that the item belongs to.
    public var component: CostComponent {
        switch self {
        case .input, .audioInput, .imageTokenInput: .freshInput
        case .cacheRead: .cachedInput
        case .cacheWrite5m, .cacheWrite30m, .cacheWrite1h: .cacheWrite
        case .output, .audioOutput: .output
        default: .other
        }
    }

    /// The unit that the quantity counts.
    public var unit: BilledUnit {
        switch self {
        case .input, .cacheRead, .cacheWrite5m, .cacheWrite30m, .cacheWrite1h, .output, .audioInput, .audioOutput,
            .imageTokenInput:
            .token
        case .inputImage, .inputDocumentImage, .outputImage, .guardrailContentImage: .image
        case .inputVideoSecond, .inputAudioSecond, .outputVideoSecond: .second
        case .query, .webSearch: .query
        case .statedMicrodollar: .microdollar
        default: .textUnit
        }
    }
}
