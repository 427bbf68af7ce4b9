/// Which of a model's price columns a call is billed by.
public enum PriceTier: String, Sendable, Hashable, CaseIterable {
    /// On demand, at the standard rate (`serviceTier` `default`).
    case standard
    /// A record of a batch inference job.
    case batch
    /// `serviceTier` `flex`.
    case flex
    /// `serviceTier` `priority`.
    case priority
    /// `serviceTier` `reserved`: paid by the hour, not by the call.
    case reserved
    /// `performanceConfig.latency` `optimized`.
    case latencyOptimized = "latency_optimized"
    /// A custom model on demand (`custom-model-deployment`), which has token rates of its own.
    case customModel = "custom_model"
    /// A tier that the card lists for some models only.
    case ultrafast
}
