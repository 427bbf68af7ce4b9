import Synchronization

/// Chunks that come when they are asked for, and how often that was.
final class Chunks<Chunk: Sendable>: AsyncSequence, Sendable {
    typealias Element = Chunk

    private let rest: Mutex<[Chunk]>
    private let askedCount = Mutex(0)

    init(_ chunks: [Chunk]) { rest = Mutex(chunks.reversed()) }

    var asked: Int { askedCount.withLock { $0 } }

    func makeAsyncIterator() -> Iterator { Iterator(chunks: self) }

    private func take() -> Chunk? {
        askedCount.withLock { $0 += 1 }
        return rest.withLock { $0.popLast() }
    }

    struct Iterator: AsyncIteratorProtocol {
        let chunks: Chunks

        func next(isolation actor: isolated (any Actor)? = #isolation) async -> Chunk? { chunks.take() }
    }
}
