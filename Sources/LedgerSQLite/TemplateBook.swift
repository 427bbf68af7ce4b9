internal import Ledger
internal import Pricing

/// The templates of calls that were read through a connection. What they are made of never changes.
final class TemplateBook {
    /// The numbers of what calls of a template have in common; zero for no reason.
    struct Key: Hashable {
        var series: Int64
        var requestedModel: Int64
        var status: Int64
        var costStatus: Int64
        var reason: Int64
        var price: Int64

        /// The place to look first.
        fileprivate var slot: Int {
            var hash = UInt64(bitPattern: series) &* 0x9E37_79B9_7F4A_7C15
            hash = (hash ^ UInt64(bitPattern: price)) &* 0xC2B2_AE3D_27D4_EB4F
            hash =
                (hash ^ UInt64(bitPattern: requestedModel ^ status << 20 ^ costStatus << 40)) &* 0x9FB2_1C65_1E98_DF25
            return Int(hash >> 49)
        }
    }

    /// A template, and what its calls cost.
    final class Known {
        let key: Key
        let template: CallTemplate
        /// `nil` where not all rates are of plain tokens.
        let rates: TokenRates?
        /// The page that it was last added to, and its position there.
        var place = (page: 0, position: 0)

        init(_ key: Key, _ template: CallTemplate, _ rates: TokenRates?) {
            self.key = key
            self.template = template
            self.rates = rates
        }
    }

    private static let maximumCount = 50_000

    private let dimensions: Dimensions
    /// The number of the page that is being read.
    private var page = 0
    private var byKey: [Key: Known] = [:]
    /// Those that were asked for last, where they are found without hashing.
    private var slots: [Known?] = Array(repeating: nil, count: 1 << 15)

    init(dimensions: Dimensions) {
        self.dimensions = dimensions
    }

    /// Begins another page, in which no template has a position yet.
    func beginPage() { page += 1 }

    /// The position of a template in the page that is being read.
    func position(of known: Known, in table: inout CallTable) -> Int {
        if known.place.page != page { known.place = (page, table.add(known.template)) }
        return known.place.position
    }

    /// The template of a key.
    func template(_ key: Key) throws -> Known {
        let slot = key.slot
        if let known = slots[slot], known.key == key { return known }
        let known = try byKey[key] ?? made(key)
        slots[slot] = known
        return known
    }

    private func made(_ key: Key) throws -> Known {
        if byKey.count >= Self.maximumCount { byKey = [:] }
        let price = try dimensions.price(key.price)
        var call = try dimensions.series(key.series).sample(at: Timestamp(milliseconds: 0))
        call.requestedModel = try dimensions.text(key.requestedModel)
        call.status = try dimensions.callStatus(key.status)
        call.cost = Cost(
            status: try dimensions.costStatus(key.costStatus), model: call.cost.model, scope: price.scope,
            tier: price.tier, ratesVersion: price.ratesVersion,
            reason: key.reason == 0 ? nil : try dimensions.text(key.reason))
        let known = Known(key, CallTemplate(call), TokenRates(price.rates))
        byKey[key] = known
        return known
    }
}
