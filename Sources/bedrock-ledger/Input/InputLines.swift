import Glibc

/// The lines of a file or of standard input, one at a time and in bounded memory.
struct InputLines: Sequence, IteratorProtocol {
    /// One line.
    enum Line {
        /// The bytes of a line, without its end.
        case text([UInt8])
        /// A line that is longer than the limit; its bytes are dropped.
        case tooLong
        /// The input broke off with an error.
        case unreadable(reason: String)
    }

    /// The longest line that is read: a request of 25 MB grows by its escapes.
    static let maximumBytes = 64 << 20

    private let descriptor: Int32
    private var buffer: [UInt8] = []
    private var position = 0
    private var isAtEnd = false

    /// The lines of an open file; the caller closes it.
    init(descriptor: Int32 = STDIN_FILENO) {
        self.descriptor = descriptor
    }

    mutating func next() -> Line? {
        var line: [UInt8] = []
        var isTooLong = false
        while true {
            if let end = buffer[position...].firstIndex(of: UInt8(ascii: "\n")) {
                if line.count + end - position > Self.maximumBytes { isTooLong = true }
                if !isTooLong { line.append(contentsOf: buffer[position..<end]) }
                position = end + 1
                if line.last == UInt8(ascii: "\r") { line.removeLast() }
                return isTooLong ? .tooLong : .text(line)
            }
            if line.count + buffer.count - position > Self.maximumBytes { isTooLong = true }
            if isTooLong { line = [] } else { line.append(contentsOf: buffer[position...]) }
            position = 0
            buffer = []
            if isAtEnd { return isTooLong ? .tooLong : line.isEmpty ? nil : .text(line) }
            if let reason = fill() { return .unreadable(reason: reason) }
        }
    }

    /// Reads the next part of the input.
    ///
    /// - Returns: What went wrong, where something did.
    private mutating func fill() -> String? {
        while true {
            var count = 0
            buffer = [UInt8](unsafeUninitializedCapacity: 1 << 16) { target, size in
                count = read(descriptor, target.baseAddress, target.count)
                size = Swift.max(0, count)
            }
            if count > 0 { return nil }
            if count < 0, errno == EINTR { continue }
            isAtEnd = true
            return count < 0 ? String(cString: strerror(errno)) : nil
        }
    }
}
