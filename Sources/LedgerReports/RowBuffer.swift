import Pricing

/// Bytes of rows, written without a look at the room that is left: make room for a whole row first.
///
/// An export writes dozens of cells for each of millions of rows, and the check of an array's every append would cost more
/// than the cells.
struct RowBuffer: ~Copyable {
    private var memory: UnsafeMutableBufferPointer<UInt8>
    /// How many bytes were written.
    private(set) var count = 0
    /// The day of the moment that was written last, in days since 1970, and its date as it was written.
    private var latestDay = Int64.min
    private var latestDate: [UInt8] = []

    /// A buffer of nothing yet, with room for so many bytes.
    init(capacity: Int) {
        memory = .allocate(capacity: max(capacity, 64))
    }

    deinit {
        memory.deallocate()
    }

    /// What was written.
    var bytes: [UInt8] { Array(UnsafeBufferPointer(rebasing: memory.prefix(count))) }

    /// Makes room for so many bytes more.
    mutating func makeRoom(for size: Int) {
        guard count + size > memory.count else { return }
        let larger = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: max(memory.count * 2, count + size))
        _ = larger.moveInitialize(fromContentsOf: memory.prefix(count))
        memory.deallocate()
        memory = larger
    }

    /// Appends one byte.
    mutating func append(_ byte: UInt8) {
        memory.initializeElement(at: count, to: byte)
        count += 1
    }

    /// Appends bytes.
    mutating func append(_ bytes: UnsafeRawBufferPointer) {
        guard let start = bytes.baseAddress, let end = memory.baseAddress else { return }
        precondition(bytes.count <= memory.count - count, "no room was made")
        UnsafeMutableRawPointer(end + count).copyMemory(from: start, byteCount: bytes.count)
        count += bytes.count
    }

    /// Appends bytes.
    mutating func append(_ bytes: [UInt8]) {
        bytes.withUnsafeBytes { append($0) }
    }

    /// Appends bytes that were written before.
    mutating func appendAgain(from start: Int, size: Int) {
        append(UnsafeRawBufferPointer(rebasing: UnsafeRawBufferPointer(memory)[start..<start + size]))
    }

    /// Appends a text of ASCII.
    mutating func append(_ text: StaticString) {
        append(UnsafeRawBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
    }

    /// Appends a whole number in decimal digits; 20 bytes at most.
    mutating func append(decimal number: Int64) {
        if number < 0 { append(UInt8(ascii: "-")) }
        append(digits: number.magnitude, count: Self.digits(of: number.magnitude))
    }

    /// Appends an amount of picodollars as ``Money/usd`` writes it; 21 bytes at most.
    mutating func append(usd picodollars: Int64) {
        if picodollars < 0 { append(UInt8(ascii: "-")) }
        let (dollars, rest) = picodollars.magnitude.quotientAndRemainder(dividingBy: 1_000_000_000_000)
        append(digits: dollars, count: Self.digits(of: dollars))
        guard rest != 0 else { return }
        append(UInt8(ascii: "."))
        append(digits: rest, count: 12)
        while memory[count - 1] == UInt8(ascii: "0") { count -= 1 }
    }

    /// Appends a moment as ``Timestamp/iso8601`` writes it; 34 bytes at most.
    mutating func append(iso8601 milliseconds: Int64) {
        let moment = Timestamp(milliseconds: milliseconds)
        let start = moment.startOfDay
        let day = start.milliseconds / 86_400_000
        // Calls are mostly recorded in the order of their times.
        if day != latestDay {
            latestDay = day
            latestDate = Array(start.iso8601.utf8.prefix { $0 != UInt8(ascii: "T") })
        }
        append(latestDate)
        let time = UInt64(milliseconds - start.milliseconds)
        append(UInt8(ascii: "T"))
        append(digits: time / 3_600_000, count: 2)
        append(UInt8(ascii: ":"))
        append(digits: time / 60_000 % 60, count: 2)
        append(UInt8(ascii: ":"))
        append(digits: time / 1000 % 60, count: 2)
        if time % 1000 != 0 {
            append(UInt8(ascii: "."))
            append(digits: time % 1000, count: 3)
        }
        append(UInt8(ascii: "Z"))
    }

    private static func digits(of number: UInt64) -> Int {
        var count = 1
        var rest = number
        while rest >= 10_000 {
            rest /= 10_000
            count += 4
        }
        return count + (rest >= 1000 ? 3 : rest >= 100 ? 2 : rest >= 10 ? 1 : 0)
    }

    /// Appends the last so many digits of a number, two at a time.
    private mutating func append(digits number: UInt64, count digits: Int) {
        count += digits
        var position = count
        var rest = number
        for _ in 0..<digits / 2 {
            let pair = rest % 100
            rest /= 100
            position -= 2
            memory.initializeElement(at: position, to: UInt8(ascii: "0") + UInt8(truncatingIfNeeded: pair / 10))
            memory.initializeElement(at: position + 1, to: UInt8(ascii: "0") + UInt8(truncatingIfNeeded: pair % 10))
        }
        guard digits % 2 == 1 else { return }
        memory.initializeElement(at: position - 1, to: UInt8(ascii: "0") + UInt8(truncatingIfNeeded: rest % 10))
    }
}
