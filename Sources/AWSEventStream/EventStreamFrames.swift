/// The frames of a stream of byte chunks, as an asynchronous sequence.
///
/// ```swift
/// for try await frame in response.body.eventStreamFrames() {
///     …
/// }
/// // here the stream has ended where a frame ends
/// ```
///
/// A chunk is asked for when the frames of the one before are used up, so a slow reader slows the sender down. A stream
/// that ends within a frame throws, and so does one that ends because the task was cancelled. Whether the last frame was
/// the one that the protocol ends with is for the reader to judge.
public struct EventStreamFrames<Chunks: AsyncSequence>: AsyncSequence
where Chunks.Element: Collection<UInt8> {
    /// A frame.
    public typealias Element = EventStreamFrame

    private let chunks: Chunks
    private let limits: EventStreamLimits

    /// The frames in these chunks; the chunks need not align with the frames.
    public init(_ chunks: Chunks, limits: EventStreamLimits = EventStreamLimits()) {
        self.chunks = chunks
        self.limits = limits
    }

    /// An iterator at the start of the stream.
    public func makeAsyncIterator() -> Iterator {
        Iterator(chunks: chunks.makeAsyncIterator(), decoder: EventStreamDecoder(limits: limits))
    }

    /// Pulls frames one by one.
    public struct Iterator: AsyncIteratorProtocol {
        private var chunks: Chunks.AsyncIterator
        private var decoder: EventStreamDecoder
        private var chunk: [UInt8] = []
        private var position = 0

        fileprivate init(chunks: Chunks.AsyncIterator, decoder: EventStreamDecoder) {
            self.chunks = chunks
            self.decoder = decoder
        }

        /// The next frame, nil after the last.
        ///
        /// - Throws: ``EventStreamError``, `CancellationError`, or what the chunks throw.
        public mutating func next(
            isolation actor: isolated (any Actor)? = #isolation
        ) async throws -> EventStreamFrame? {
            while true {
                let chunk = self.chunk
                if let frame = try decoder.nextFrame(in: chunk.span.bytes, at: &position) { return frame }
                guard let next = try await chunks.next(isolation: actor) else {
                    // A sequence may end early when its task is cancelled, and that is no end of the stream.
                    try Task.checkCancellation()
                    try decoder.finish()
                    return nil
                }
                self.chunk = Array(next)
                position = 0
            }
        }
    }
}

extension EventStreamFrames: Sendable where Chunks: Sendable {}

@available(*, unavailable)
extension EventStreamFrames.Iterator: Sendable {}

extension AsyncSequence where Element: Collection<UInt8> {
    /// The frames in these chunks of an `application/vnd.amazon.eventstream`.
    public func eventStreamFrames(limits: EventStreamLimits = EventStreamLimits()) -> EventStreamFrames<Self> {
        EventStreamFrames(self, limits: limits)
    }
}
