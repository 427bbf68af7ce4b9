/// The bytes of a response as they arrive.
///
/// It can be read once, by one task. Whoever stops reading gives the connection up.
public struct ResponseBody: AsyncSequence, Sendable {
    /// What it consists of.
    public typealias Element = [UInt8]
    /// Why it may break off.
    public typealias Failure = any Error

    private let chunks: any AsyncSequence<[UInt8], any Error> & Sendable

    /// The bytes that another sequence brings.
    public init<Chunks: AsyncSequence & Sendable>(_ chunks: Chunks) where Chunks.Element == [UInt8] {
        self.chunks = ErasedChunks(chunks: chunks)
    }

    /// Bytes that are there already.
    public init(_ bytes: [UInt8]) {
        self.init(
            AsyncStream<[UInt8]> { continuation in
                if !bytes.isEmpty { continuation.yield(bytes) }
                continuation.finish()
            })
    }

    /// Starts to read.
    public func makeAsyncIterator() -> Iterator {
        Iterator(base: chunks.makeAsyncIterator())
    }

    /// Reads the chunks one by one.
    public struct Iterator: AsyncIteratorProtocol {
        var base: any AsyncIteratorProtocol<[UInt8], any Error>

        /// The next chunk, nil at the end.
        public mutating func next(isolation actor: isolated (any Actor)? = #isolation) async throws -> [UInt8]? {
            try await base.next(isolation: actor)
        }

        /// The next chunk, nil at the end.
        public mutating func next() async throws -> [UInt8]? {
            try await base.next(isolation: nil)
        }
    }

    /// Reads everything, as long as it stays within a limit.
    ///
    /// - Parameter limit: The most bytes that are taken.
    /// - Returns: The whole body; nil where it is longer.
    /// - Throws: What the sequence of its bytes throws.
    public func collect(upTo limit: Int) async throws -> [UInt8]? {
        var bytes: [UInt8] = []
        for try await chunk in self {
            guard bytes.count + chunk.count <= limit else { return nil }
            bytes += chunk
        }
        return bytes
    }
}

/// A sequence whose failures are of any kind.
private struct ErasedChunks<Chunks: AsyncSequence & Sendable>: AsyncSequence, Sendable
where Chunks.Element == [UInt8] {
    typealias Element = [UInt8]
    typealias Failure = any Error

    let chunks: Chunks

    func makeAsyncIterator() -> Iterator { Iterator(base: chunks.makeAsyncIterator()) }

    struct Iterator: AsyncIteratorProtocol {
        var base: Chunks.AsyncIterator

        mutating func next(isolation actor: isolated (any Actor)?) async throws -> [UInt8]? {
            try await base.next(isolation: actor)
        }

        mutating func next() async throws -> [UInt8]? { try await base.next(isolation: nil) }
    }
}
