/// A set of billed items in one word, for questions that are asked several times for each call.
struct BilledItemSet: OptionSet, Sendable, Hashable {
    let rawValue: UInt32

    init(rawValue: UInt32) { self.rawValue = rawValue }

    /// The set of one item. Its bit is the number by which the compiler tells the cases apart: which one it is matters to
    /// nobody, as long as they differ and are less than 32, and a test sees to that.
    init(_ item: BilledItem) { rawValue = 1 << UInt32(withUnsafeBytes(of: item) { $0[0] } & 31) }

    /// The set of some items.
    init(_ items: some Sequence<BilledItem>) {
        self = items.reduce(into: []) { $0.formUnion(BilledItemSet($1)) }
    }

    static let input = BilledItemSet(.input)
    static let seconds = BilledItemSet([.inputVideoSecond, .inputAudioSecond])
    static let tokens = BilledItemSet(BilledItem.allCases.filter { $0.unit == .token })
    /// What stands for the input of models that are not billed by its tokens.
    static let otherInputs = BilledItemSet([
        .inputVideoSecond, .inputAudioSecond, .inputImage, .query, .outputImage,
    ])

    func contains(_ item: BilledItem) -> Bool { contains(BilledItemSet(item)) }
}
