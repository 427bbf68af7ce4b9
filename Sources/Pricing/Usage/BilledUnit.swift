/// What a billed quantity counts.
public enum BilledUnit: String, Sendable, Hashable {
    /// One token; list prices are given per million.
    case token
    /// One image.
    case image
    /// One second of audio or video.
    case second
    /// One search query.
    case query
    /// One guardrail text unit: up to 1,000 characters.
    case textUnit = "text_unit"
    /// A millionth of a US dollar; no rate card has a rate for it.
    case microdollar
}
