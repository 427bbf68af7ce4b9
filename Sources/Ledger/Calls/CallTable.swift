/// Calls in the order of recording, in a form that millions of them are quickly read and written in.
///
/// Most calls are plain: they used nothing but tokens, at the rates of these, and nothing was learnt of them later. Such a
/// call is a row of numbers, with the bytes of its ids apart, and shares a template with all that differ from it in
/// nothing else. The others stand as they are.
///
/// Use ``LedgerStore/callTable(_:in:)`` to read one, and go through it with ``forEach(plain:other:)``.
public struct CallTable: Sendable {
    /// The numbers of a plain call. Amounts are in picodollars.
    public struct Row: Sendable {
        /// The time of the call, in milliseconds since 1970 in UTC.
        public var at: Int64 = 0
        /// Fresh input tokens.
        public var input: Int64 = 0
        /// Input tokens read from a cache.
        public var cacheRead: Int64 = 0
        /// Input tokens written to a cache for five minutes.
        public var cacheWrite5m: Int64 = 0
        /// Input tokens written to a cache for an hour.
        public var cacheWrite1h: Int64 = 0
        /// Output tokens.
        public var output: Int64 = 0
        /// The cost of fresh input; zero, as the other amounts, where the cost is not known.
        public var freshInputCost: Int64 = 0
        /// The cost of input read from caches.
        public var cachedInputCost: Int64 = 0
        /// The cost of input written to caches.
        public var cacheWriteCost: Int64 = 0
        /// The cost of output.
        public var outputCost: Int64 = 0
        /// The whole cost.
        public var cost: Int64 = 0
        /// By how much the cost exceeds the reservation.
        public var overshoot: Int64 = 0
        /// How long the call took, in milliseconds; `nil` where nobody knows.
        public var latency: Int64?
        /// Whether the cost is an estimate.
        public var isEstimated = false
        /// Whether the call settled a reservation, whose id is the call's.
        public var hasReservation = false

        /// Zeros.
        public init() {}
    }

    private struct Entry: Sendable {
        var row: Row
        var template: Int
        var idEnd: Int
        var requestIDEnd: Int
        var hasRequestID: Bool
    }

    /// The templates of the plain calls.
    public private(set) var templates: [CallTemplate] = []
    private var entries: [Entry] = []
    /// The ids of the rows, one after the other.
    private var ids: [UInt8] = []
    /// The calls that are not plain, and how many plain ones stand in front of each.
    private var others: [(position: Int, call: RecordedCall)] = []

    /// A table of nothing yet, with room for so many calls.
    public init(capacity: Int = 0) {
        entries.reserveCapacity(capacity)
        ids.reserveCapacity(capacity * 80)
    }

    /// How many calls there are.
    public var count: Int { entries.count + others.count }

    /// Adds a call as it is.
    public mutating func append(_ call: RecordedCall) {
        others.append((entries.count, call))
    }

    /// Adds a template.
    ///
    /// - Returns: Its position among the templates.
    public mutating func add(_ template: CallTemplate) -> Int {
        templates.append(template)
        return templates.count - 1
    }

    /// Adds a plain call.
    ///
    /// - Parameters:
    ///   - row: Its numbers.
    ///   - template: The position of what it has in common with others.
    ///   - id: Its id in UTF-8.
    ///   - requestID: The id of its request, likewise; `nil` where nobody knows it.
    public mutating func append(
        _ row: Row, like template: Int, id: UnsafeRawBufferPointer, requestID: UnsafeRawBufferPointer?
    ) {
        ids.append(contentsOf: id)
        let idEnd = ids.count
        if let requestID { ids.append(contentsOf: requestID) }
        entries.append(
            Entry(
                row: row, template: template, idEnd: idEnd, requestIDEnd: ids.count, hasRequestID: requestID != nil))
    }

    /// Goes through all calls in their order.
    ///
    /// - Parameters:
    ///   - plain: Takes the numbers of a plain call, the position of its template, and its ids in UTF-8, which lie there no
    ///     longer than the closure runs.
    ///   - other: Takes any other call.
    public func forEach(
        plain: (Row, _ template: Int, _ id: UnsafeRawBufferPointer, _ requestID: UnsafeRawBufferPointer?) -> Void,
        other: (RecordedCall) -> Void
    ) {
        ids.withUnsafeBytes { ids in
            var rest = others[...]
            var start = 0
            for (position, entry) in entries.enumerated() {
                while let next = rest.first, next.position == position {
                    other(next.call)
                    rest.removeFirst()
                }
                let id = UnsafeRawBufferPointer(rebasing: ids[start..<entry.idEnd])
                let requestID = UnsafeRawBufferPointer(rebasing: ids[entry.idEnd..<entry.requestIDEnd])
                plain(entry.row, entry.template, id, entry.hasRequestID ? requestID : nil)
                start = entry.requestIDEnd
            }
            for next in rest { other(next.call) }
        }
    }
}
