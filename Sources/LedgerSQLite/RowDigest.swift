internal import Crypto
internal import Pricing
internal import SQLite

/// The SHA-256 of rows and numbers, taken one after the other.
struct RowDigest {
    /// About how many bytes are hashed at once.
    private static let pieceSize = 1 << 16

    private var hasher = SHA256()
    private var bytes: [UInt8]

    /// A digest that begins with some bytes, which tell it from digests of other things.
    init(_ domain: [UInt8]) {
        bytes = domain
    }

    /// Adds bytes.
    mutating func add(_ more: [UInt8]) {
        bytes += more
        hashIfMany()
    }

    /// Adds one byte.
    mutating func add(_ byte: UInt8) {
        bytes.append(byte)
    }

    /// Adds a whole number.
    mutating func add(_ number: Int64) {
        withUnsafeBytes(of: number.littleEndian) { bytes.append(contentsOf: $0) }
    }

    /// Adds an amount.
    mutating func add(_ amount: Money) {
        withUnsafeBytes(of: amount.picodollars.littleEndian) { bytes.append(contentsOf: $0) }
    }

    /// Adds a row, with the types and lengths of its columns.
    mutating func add(_ row: borrowing Statement) {
        row.encodeRow(into: &bytes)
        hashIfMany()
    }

    /// The hash of everything that was added.
    mutating func finish() -> [UInt8] {
        hasher.update(data: bytes)
        bytes = []
        return Array(hasher.finalize())
    }

    private mutating func hashIfMany() {
        guard bytes.count >= Self.pieceSize else { return }
        hasher.update(data: bytes)
        bytes.removeAll(keepingCapacity: true)
    }
}
