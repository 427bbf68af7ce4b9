/// Which of a model's prices a call falls under.
public enum PriceScope: String, Sendable, Hashable, CaseIterable {
    /// A `global.` inference profile.
    case global
    /// A geographic inference profile: `us.`, `eu.`, `apac.`, `jp.`, `au.`, `in.`, `us-gov.`
    case geo
    /// The bare model, served in the region that was called.
    case inRegion = "in-region"
}
