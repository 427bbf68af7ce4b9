/// What a parse may cost: how deep and how large a document may be before it is refused.
///
/// Parsing never recurses on the input, so the depth limit protects the code that *reads* the document
/// (decoders, printers, user code) rather than the parser itself.
public struct JSONLimits: Sendable, Hashable {
    /// The largest size any limit may allow, 1 GiB: offsets and counts of the parsed form are 32 bits wide.
    public static let largestMaximumBytes = 1 << 30

    /// How many arrays and objects may be open at once; a scalar alone has depth 0, `[]` has depth 1.
    public var maximumDepth: Int

    /// The largest document in bytes; values above ``largestMaximumBytes`` count as that.
    public var maximumBytes: Int

    /// Creates limits; by default 512 levels, as in Foundation, and 256 MiB.
    public init(maximumDepth: Int = 512, maximumBytes: Int = 1 << 28) {
        self.maximumDepth = maximumDepth
        self.maximumBytes = maximumBytes
    }

    /// 512 levels and 256 MiB.
    public static let standard = JSONLimits()

    var effectiveMaximumBytes: Int { min(maximumBytes, Self.largestMaximumBytes) }
}
