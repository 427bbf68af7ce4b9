/// How large the input of a call is, taken from its request: what ``Pricer/bound(of:now:)`` bounds the input tokens by.
///
/// Use it to bound the same request more tightly: text is the part that shrinks by the tokens per byte that were seen
/// before, and ``otherTokens`` is the part that does not.
public struct InputSize: Sendable, Hashable {
    /// The bytes of all texts, names and numbers: of each the largest of its raw form and its normal forms C and KC.
    public var textBytes: Int64
    /// The most tokens of everything else: framing, the hidden prompts of tools, images.
    public var otherTokens: Int64

    /// The size of an input.
    public init(textBytes: Int64 = 0, otherTokens: Int64 = 0) {
        self.textBytes = textBytes
        self.otherTokens = otherTokens
    }

    /// The most tokens that the input can have: no tokenizer makes more than one of a byte that it sees.
    public var maximumTokens: Int64 { textBytes.addingClamped(otherTokens) }
}
