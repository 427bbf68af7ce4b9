import CZlib

/// Inflates one gzip member at a time, in whatever pieces its bytes come.
struct GzipInflater: ~Copyable {
    enum Status {
        /// More input or more room for output is needed.
        case unfinished
        /// The member ended and its checksum fits.
        case memberEnded
        /// The bytes are not gzip, or damaged.
        case damaged(String)
    }

    private let stream: UnsafeMutablePointer<z_stream>

    /// - Returns: `nil` where zlib cannot get its memory.
    init?() {
        let stream = UnsafeMutablePointer<z_stream>.allocate(capacity: 1)
        stream.initialize(to: z_stream())
        guard czlib_inflate_init_gzip(stream) == Z_OK else {
            stream.deallocate()
            return nil
        }
        self.stream = stream
    }

    deinit {
        inflateEnd(stream)
        stream.deallocate()
    }

    /// Makes ready for the next member.
    func reset() { inflateReset(stream) }

    /// Inflates as much as fits.
    func inflate(
        _ input: UnsafeRawBufferPointer, into output: UnsafeMutableRawBufferPointer
    ) -> (consumed: Int, produced: Int, status: Status) {
        stream.pointee.next_in = UnsafeMutablePointer(mutating: input.bindMemory(to: UInt8.self).baseAddress)
        stream.pointee.avail_in = UInt32(clamping: input.count)
        stream.pointee.next_out = output.bindMemory(to: UInt8.self).baseAddress
        stream.pointee.avail_out = UInt32(clamping: output.count)
        let code = CZlib.inflate(stream, Z_NO_FLUSH)
        let consumed = min(input.count, Int(UInt32.max)) - Int(stream.pointee.avail_in)
        let produced = min(output.count, Int(UInt32.max)) - Int(stream.pointee.avail_out)
        return switch code {
        case Z_OK, Z_BUF_ERROR: (consumed, produced, .unfinished)
        case Z_STREAM_END: (consumed, produced, .memberEnded)
        default: (consumed, produced, .damaged(stream.pointee.msg.map { String(cString: $0) } ?? "zlib error \(code)"))
        }
    }
}
