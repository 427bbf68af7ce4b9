import LosslessJSON

/// A character that opens or closes a string: the plain one of JSON, or one that texts have in its place.
struct QuotationMark: Equatable {
    enum Family {
        case plain, single, smartDouble, smartSingle
    }

    let family: Family
    let length: Int

    static let plain = QuotationMark(family: .plain, length: 1)

    private init(family: Family, length: Int) {
        self.family = family
        self.length = length
    }

    var isDouble: Bool { family == .plain || family == .smartDouble }

    /// Whether this mark may close a string that the other one opened.
    func mayClose(_ opening: QuotationMark) -> Bool {
        switch opening.family {
        case .smartDouble: family == .smartDouble || family == .plain
        case .smartSingle: family == .smartSingle || family == .single
        default: family == opening.family
        }
    }

    /// The mark at that place, if there is one.
    @inline(__always)
    init?(_ bytes: RawSpan, at index: Int) {
        switch bytes[index] {
        case .quote: (family, length) = (.plain, 1)
        case 0x27: (family, length) = (.single, 1)
        case 0xE2:
            guard index + 2 < bytes.byteCount, bytes[index + 1] == 0x80 else { return nil }
            switch bytes[index + 2] {
            case 0x98...0x9B: (family, length) = (.smartSingle, 3)
            case 0x9C...0x9F: (family, length) = (.smartDouble, 3)
            default: return nil
            }
        default: return nil
        }
    }
}
