/// Where an answer stands between the task that receives it and the one that reads it.
///
/// A pure state machine: an event in, continuations to resume out, which the caller does outside of the lock. The writer
/// waits once ``highWater`` bytes are unread, so a slow reader slows the service down instead of filling the memory.
struct HandoffState {
    /// What the reader does.
    enum Reader: Equatable {
        /// It reads.
        case reading
        /// It wants the end and none of the parts.
        case skipping
        /// It has gone.
        case gone
    }

    /// Why the guard of an exchange wakes up.
    enum Notice {
        /// The reader has gone while nothing was under way.
        case abandonedIdle
        /// The reader has gone while an attempt was under way.
        case abandonedInFlight
        /// The exchange is over.
        case ended
    }

    /// What is to be resumed.
    typealias Wakeups = [@Sendable () -> Void]
    typealias HeadWaiter = CheckedContinuation<ResponseHead, any Error>
    typealias PieceWaiter = CheckedContinuation<StreamPiece?, any Error>
    typealias EndWaiter = CheckedContinuation<ExchangeEnd, any Error>

    /// How many unread bytes make the writer wait.
    static let highWater = 256 << 10

    private(set) var reader = Reader.reading
    private(set) var isInFlight = false
    /// Whether the writer waits for a slow reader.
    private var waitsForReader = true
    private var head: ResponseHead?
    private var pieces: [StreamPiece] = []
    private var unreadBytes = 0
    private var end: ExchangeEnd?
    private var headWaiters: [HeadWaiter] = []
    private var pieceWaiter: PieceWaiter?
    private var endWaiters: [Int: EndWaiter] = [:]
    private var nextEndWaiter = 0
    /// Waits for the end that were given up before they began.
    private var isGivenUp: Set<Int> = []
    /// Whether parts were let go of that a reader could miss.
    private var hasDroppedPieces = false
    private var writer: CheckedContinuation<Void, Never>?
    private var guardian: CheckedContinuation<Notice, Never>?
    private var isWatched = true

    // MARK: The writer's side

    /// Asks whether an attempt may be sent; once the reader has gone, none is.
    mutating func beginAttempt() -> Bool {
        guard reader != .gone else { return false }
        isInFlight = true
        return true
    }

    /// Lets the writer go on to the end however slow the reader is; what it has not read stays in memory for it.
    mutating func hurry() -> Wakeups {
        waitsForReader = false
        guard let writer else { return [] }
        self.writer = nil
        return [{ writer.resume() }]
    }

    /// Notes that an attempt failed.
    mutating func endAttempt() { isInFlight = false }

    /// Hands the head over.
    mutating func deliver(_ head: ResponseHead) -> Wakeups {
        self.head = head
        defer { headWaiters = [] }
        return headWaiters.map { waiter in { waiter.resume(returning: head) } }
    }

    /// Hands a part over; the writer goes on when there is room.
    mutating func offer(_ piece: StreamPiece, _ writer: CheckedContinuation<Void, Never>) -> Wakeups {
        guard reader == .reading else { return [{ writer.resume() }] }
        if let waiter = pieceWaiter {
            pieceWaiter = nil
            return [{ waiter.resume(returning: piece) }, { writer.resume() }]
        }
        pieces.append(piece)
        unreadBytes += piece.bytes.count
        guard waitsForReader, unreadBytes >= Self.highWater else { return [{ writer.resume() }] }
        self.writer = writer
        return []
    }

    /// Lets the guard go, because there is nothing left to give up.
    mutating func endWatch() -> Wakeups {
        isWatched = false
        isInFlight = false
        guard let guardian else { return [] }
        self.guardian = nil
        return [{ guardian.resume(returning: .ended) }]
    }

    /// Hands the end over, after everything else.
    mutating func finish(_ end: ExchangeEnd) -> Wakeups {
        self.end = end
        var wakeups: Wakeups = endWaiters.values.map { waiter in { waiter.resume(returning: end) } }
        endWaiters = [:]
        wakeups += refuseHead(end.failure ?? CancellationError())
        if let waiter = pieceWaiter {
            pieceWaiter = nil
            wakeups.append { waiter.resume(with: end.lastPiece) }
        }
        return wakeups + endWatch()
    }

    /// Waits until the reader has gone, or the exchange is over.
    mutating func watch(_ guardian: CheckedContinuation<Notice, Never>) -> Wakeups {
        guard isWatched else { return [{ guardian.resume(returning: .ended) }] }
        if reader == .gone {
            let notice: Notice = isInFlight ? .abandonedInFlight : .abandonedIdle
            return [{ guardian.resume(returning: notice) }]
        }
        self.guardian = guardian
        return []
    }

    // MARK: The reader's side

    /// Waits for the head.
    mutating func awaitHead(_ waiter: HeadWaiter) -> Wakeups {
        if let head { return [{ waiter.resume(returning: head) }] }
        if let end { return [{ waiter.resume(throwing: end.failure ?? CancellationError()) }] }
        if reader == .gone { return [{ waiter.resume(throwing: CancellationError()) }] }
        headWaiters.append(waiter)
        return []
    }

    /// Waits for the next part; nil at a good end.
    mutating func awaitPiece(_ waiter: PieceWaiter) -> Wakeups {
        if !pieces.isEmpty {
            let piece = pieces.removeFirst()
            unreadBytes -= piece.bytes.count
            return [{ waiter.resume(returning: piece) }] + wakeWriter()
        }
        if let end, !hasDroppedPieces { return [{ waiter.resume(with: end.lastPiece) }] }
        guard reader == .reading, end == nil, pieceWaiter == nil else {
            return [{ waiter.resume(throwing: CancellationError()) }]
        }
        pieceWaiter = waiter
        return []
    }

    /// Names a wait for the end, so that it alone can be given up.
    mutating func makeEndTicket() -> Int {
        nextEndWaiter += 1
        return nextEndWaiter
    }

    /// Waits for the end, and lets the parts go that nobody has read. Whoever waits for one of them is told so.
    mutating func awaitEnd(_ waiter: EndWaiter, ticket: Int) -> Wakeups {
        if let end { return [{ waiter.resume(returning: end) }] }
        if reader == .gone, isGivenUp.remove(ticket) != nil {
            return [{ waiter.resume(throwing: CancellationError()) }]
        }
        if reader == .reading { reader = .skipping }
        endWaiters[ticket] = waiter
        return dropPieces() + refusePiece()
    }

    /// Gives one wait for the end up, and with it the call.
    mutating func giveUp(ticket: Int) -> Wakeups {
        var wakeups = abandon()
        if let waiter = endWaiters.removeValue(forKey: ticket) {
            wakeups.append { waiter.resume(throwing: CancellationError()) }
        } else {
            isGivenUp.insert(ticket)
        }
        return wakeups
    }

    /// Notes that nobody reads any more.
    mutating func abandon() -> Wakeups {
        guard reader != .gone, end == nil else { return [] }
        reader = .gone
        var wakeups = dropPieces() + refuseHead(CancellationError()) + refusePiece()
        if let guardian {
            self.guardian = nil
            let notice: Notice = isInFlight ? .abandonedInFlight : .abandonedIdle
            wakeups.append { guardian.resume(returning: notice) }
        }
        return wakeups
    }

    private mutating func refuseHead(_ error: any Error) -> Wakeups {
        defer { headWaiters = [] }
        return headWaiters.map { waiter in { waiter.resume(throwing: error) } }
    }

    private mutating func refusePiece() -> Wakeups {
        guard let waiter = pieceWaiter else { return [] }
        pieceWaiter = nil
        return [{ waiter.resume(throwing: CancellationError()) }]
    }

    private mutating func dropPieces() -> Wakeups {
        hasDroppedPieces = true
        pieces = []
        unreadBytes = 0
        return wakeWriter()
    }

    private mutating func wakeWriter() -> Wakeups {
        guard unreadBytes < Self.highWater, let writer else { return [] }
        self.writer = nil
        return [{ writer.resume() }]
    }
}
