/// Reads JSON that arrives in pieces, such as a streamed answer of a model, and shows the best value so far.
///
/// ```swift
/// var stream = JSONRepairStream()
/// for await chunk in chunks {
///     if let partial = stream.append(chunk) { show(partial.value) }
/// }
/// let answer = try stream.finish()
/// ```
///
/// A value is read whenever the text has grown by an eighth since the last reading, so the work over all pieces is a
/// fixed multiple of the text, however small the pieces are, and the view is never more than an eighth behind. The
/// partial value is exactly what ``parseJSON(_:options:)-([UInt8],_)`` gives for the text so far: members appear once
/// their values have begun, names that are still being written do not, and `isTruncated` says that more is to come.
public struct JSONRepairStream: Sendable {
    /// How the text is read.
    public let options: RepairOptions

    /// Everything received so far.
    public private(set) var bytes: [UInt8] = []

    /// The last value that could be read.
    public private(set) var latest: RepairedJSON?

    /// How many bytes all readings together have looked at, for tests of linearity.
    package private(set) var work = 0

    private var nextReading = 1

    /// Starts with nothing received.
    public init(options: RepairOptions = RepairOptions()) { self.options = options }

    /// Takes in the next piece; characters may be split between pieces.
    ///
    /// - Parameter chunk: The next bytes as UTF-8.
    /// - Returns: A value when there is a newer one than before; nil when it is too early for a reading, or when there
    ///   is nothing to be read yet.
    public mutating func append(_ chunk: some Sequence<UInt8>) -> RepairedJSON? {
        bytes.append(contentsOf: chunk)
        guard bytes.count >= nextReading else { return nil }
        nextReading = bytes.count + max(1, bytes.count / 8)
        work += bytes.count
        guard let result = try? parseJSON(completeBytes, options: options) else { return nil }
        latest = result
        return result
    }

    /// Takes in the next piece.
    ///
    /// - Parameter chunk: The next text.
    /// - Returns: As ``append(_:)-(Sequence)`` does.
    public mutating func append(_ chunk: String) -> RepairedJSON? { append(chunk.utf8) }

    /// Reads the whole text once it is complete.
    ///
    /// - Returns: The same as for the text in one piece.
    /// - Throws: ``JSONRepairFailed`` when no value can be had without guessing.
    public func finish() throws(JSONRepairFailed) -> RepairedJSON { try parseJSON(bytes, options: options) }

    /// The text without a character at its end of which only some bytes have arrived.
    private var completeBytes: [UInt8] {
        var end = bytes.count
        while end > 0, bytes.count - end < 3, bytes[end - 1] & 0xC0 == 0x80 { end -= 1 }
        guard end > 0, bytes[end - 1] >= 0xC0 else { return bytes }
        let length = bytes[end - 1] >= 0xF0 ? 4 : bytes[end - 1] >= 0xE0 ? 3 : 2
        return bytes.count - (end - 1) < length ? Array(bytes[..<(end - 1)]) : bytes
    }
}
