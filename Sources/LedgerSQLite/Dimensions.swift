internal import Ledger
internal import Pricing
internal import SQLite

/// The names, series and prices that rows refer to by number, each kept once in the database and remembered here.
///
/// Entries are never changed, so what was read once stays true, also when other processes add more. After a rollback
/// call ``forget()``: what was added is gone.
final class Dimensions {
    static let maximumCount = 100_000

    private let connection: Connection
    private var textsByID: [Int64: String] = [:]
    private var textIDs: [String: Int64] = [:]
    private var seriesByID: [Int64: KnownSeries] = [:]
    private var seriesIDs: [Series: Int64] = [:]
    private var pricesByID: [Int64: Price] = [:]
    private var priceIDs: [Price: Int64] = [:]
    /// The names of budgets that the last reservation of a series lists, which the next one will list too.
    var budgetLists: [Int64: (text: String, names: [String])] = [:]
    private var callStatuses: [Int64: CallStatus] = [:]
    private var costStatuses: [Int64: Cost.Status] = [:]

    init(connection: Connection) {
        self.connection = connection
    }

    /// Forgets everything, so that it is read anew.
    func forget() {
        textsByID = [:]
        textIDs = [:]
        seriesByID = [:]
        seriesIDs = [:]
        pricesByID = [:]
        priceIDs = [:]
        budgetLists = [:]
        callStatuses = [:]
        costStatuses = [:]
    }

    /// How a call ended, by the number of its text.
    func callStatus(_ id: Int64) throws -> CallStatus {
        if let known = callStatuses[id] { return known }
        let status = try value(id, as: CallStatus.self)
        callStatuses[id] = status
        return status
    }

    /// What is known of a cost, by the number of its text.
    func costStatus(_ id: Int64) throws -> Cost.Status {
        if let known = costStatuses[id] { return known }
        let status = try value(id, as: Cost.Status.self)
        costStatuses[id] = status
        return status
    }

    /// The number of a text, which is added where it is new.
    func id(ofText value: String) throws -> Int64 {
        if let known = textIDs[value] { return known }
        if textIDs.count >= Self.maximumCount { forget() }
        let id: Int64
        if let stored = try connection.integer("SELECT id FROM text WHERE value = ?", .text(value)) {
            id = stored
        } else {
            id = (try connection.integer("SELECT max(id) FROM text") ?? 0) + 1
            try connection.runSealed(
                "INSERT INTO text (id, value, checksum) VALUES (?, ?, ?)", [.integer(id), .text(value)])
        }
        textIDs[value] = id
        return id
    }

    /// The text of a number.
    func text(_ id: Int64) throws -> String {
        if let known = textsByID[id] { return known }
        let value = try connection.first("SELECT id, value, checksum FROM text WHERE id = ?", .integer(id)) { row in
            guard row.isSealed else { throw LedgerError.damagedRow("text", "\(id)") }
            return row.text(1)
        }
        guard let value else { throw LedgerError.damagedRow("text", "\(id)") }
        if textsByID.count >= Self.maximumCount { forget() }
        textsByID[id] = value
        return value
    }

    /// The text of a number, as a case of an enumeration.
    func value<Value: RawRepresentable>(_ id: Int64, as type: Value.Type) throws -> Value
    where Value.RawValue == String {
        guard let value = Value(rawValue: try text(id)) else { throw LedgerError.damagedRow("text", "\(id)") }
        return value
    }

    /// The number of a series, which is added where it is new.
    func id(of series: Series) throws -> Int64 {
        if let known = seriesIDs[series] { return known }
        if seriesIDs.count >= Self.maximumCount { forget() }
        let tags = series.attribution.tags.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
        let key: [SQLiteValue] = [
            .integer(try id(ofText: series.attribution.team)), .integer(try id(ofText: series.attribution.callsite)),
            SQLiteValue(try series.attribution.user.map { try id(ofText: $0) }),
            .integer(try id(ofText: PairCoding.text(tags))), .integer(try id(ofText: series.model)),
            SQLiteValue(try series.region.map { try id(ofText: $0) }),
            .integer(try id(ofText: series.operation.rawValue)),
        ]
        let stored = try connection.integer(
            """
            SELECT id FROM series WHERE team = ? AND callsite = ? AND coalesce(user, 0) = coalesce(?, 0) AND tags = ?
            AND model = ? AND coalesce(region, 0) = coalesce(?, 0) AND operation = ?
            """, key[0], key[1], key[2], key[3], key[4], key[5], key[6])
        var number = stored ?? 0
        if stored == nil {
            number = (try connection.integer("SELECT max(id) FROM series") ?? 0) + 1
            try connection.runSealed("INSERT INTO series VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", [.integer(number)] + key)
        }
        seriesIDs[series] = number
        return number
    }

    /// The series of a number.
    func series(_ id: Int64) throws -> Series { try knownSeries(id).series }

    /// The series of a number, with the numbers of what has sums of its own.
    func knownSeries(_ id: Int64) throws -> KnownSeries {
        if let known = seriesByID[id] { return known }
        let series = try connection.first("SELECT * FROM series WHERE id = ?", .integer(id)) { row in
            guard row.isSealed, let tags = PairCoding.pairs(try text(row.integer(4))) else {
                throw LedgerError.damagedRow("series", "\(id)")
            }
            let series = Series(
                attribution: Attribution(
                    team: try text(row.integer(1)), callsite: try text(row.integer(2)),
                    user: try row.optionalInteger(3).map { try text($0) },
                    tags: Dictionary(tags, uniquingKeysWith: { first, _ in first })),
                model: try text(row.integer(5)), region: try row.optionalInteger(6).map { try text($0) },
                operation: try value(row.integer(7), as: CallOperation.self))
            return KnownSeries(series, team: row.integer(1), model: row.integer(5))
        }
        guard let series else { throw LedgerError.damagedRow("series", "\(id)") }
        if seriesByID.count >= Self.maximumCount { forget() }
        seriesByID[id] = series
        return series
    }

    /// The number of what a call is filed under, which is likely a known one: that of its reservation.
    func id(ofSeriesOf call: Call, likely: Int64?) throws -> Int64 {
        if let likely, let known = seriesByID[likely], known.isSeries(of: call) { return likely }
        return try id(of: Series(of: call))
    }

    /// The number of a price, which is added where it is new.
    func id(of price: Price) throws -> Int64 {
        if let known = priceIDs[price] { return known }
        if priceIDs.count >= Self.maximumCount { forget() }
        let key: [SQLiteValue] = [
            .integer(try id(ofText: price.ratesVersion)),
            SQLiteValue(try price.scope.map { try id(ofText: $0.rawValue) }),
            .integer(try id(ofText: price.tier.rawValue)), .text(price.ratesText),
        ]
        let stored = try connection.integer(
            """
            SELECT id FROM price WHERE rates_version = ? AND coalesce(scope, 0) = coalesce(?, 0) AND tier = ?
            AND rates = ?
            """, key[0], key[1], key[2], key[3])
        var number = stored ?? 0
        if stored == nil {
            number = (try connection.integer("SELECT max(id) FROM price") ?? 0) + 1
            try connection.runSealed("INSERT INTO price VALUES (?, ?, ?, ?, ?, ?)", [.integer(number)] + key)
        }
        priceIDs[price] = number
        return number
    }

    /// The price of a number.
    func price(_ id: Int64) throws -> Price {
        if let known = pricesByID[id] { return known }
        let price = try connection.first("SELECT * FROM price WHERE id = ?", .integer(id)) { row in
            guard row.isSealed, let rates = Price.rates(row.text(4)) else {
                throw LedgerError.damagedRow("price", "\(id)")
            }
            return Price(
                ratesVersion: try text(row.integer(1)),
                scope: try row.optionalInteger(2).map { try value($0, as: PriceScope.self) },
                tier: try value(row.integer(3), as: PriceTier.self), rates: rates)
        }
        guard let price else { throw LedgerError.damagedRow("price", "\(id)") }
        if pricesByID.count >= Self.maximumCount { forget() }
        pricesByID[id] = price
        return price
    }
}
