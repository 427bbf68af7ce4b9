import LedgerSimulation

/// Makes bad input: takes good input of a format and changes it by a few steps that know the format's words.
struct Mutator: Sendable {
    /// Longer inputs find nothing that shorter ones do not, and take longer.
    private static let maximumBytes = 1 << 15
    /// Numbers at the edges of what programs count with.
    private static let numbers = [
        "0", "-0", "-1", "1e9", "1E-9", "0.000001", "9223372036854775807", "9223372036854775808",
        "-9223372036854775809", "18446744073709551616", "4611686018427387904", "1e308", "1e9223372036854775807", "NaN",
        "00", "1.", ".5", "0x10", "170141183460469231731687303715884105728",
        "99999999999999999999999999999999999999999",
    ].map { Array($0.utf8) }
    /// Bytes that end a text, begin a character and never finish it, or are no character at all.
    private static let odd: [[UInt8]] = [
        [0x00], [0xFF], [0xC3], [0xE2, 0x80], [0xED, 0xA0, 0x80], [0xF4, 0x90, 0x80, 0x80], [0xC0, 0x80],
        [0xEF, 0xBB, 0xBF], [0x7F], [0x0D], [0x0A], [0x0D, 0x0A], Array("\\ud800".utf8), Array("\\u0000".utf8),
    ]

    let seeds: [[UInt8]]
    let tokens: [[UInt8]]

    /// An input.
    func input(using random: inout SplitMix64) -> [UInt8] {
        var bytes: [UInt8] = []
        if chance(1, of: 10, &random) {
            for _ in 0..<below(24, &random) { bytes += token(&random) }
        } else {
            bytes = pick(seeds, &random)
        }
        // Most inputs are changed little, so that they get far; some are changed much.
        var steps = chance(1, of: 16, &random) ? 0 : 1
        while chance(1, of: 2, &random), steps < 12 { steps += 1 }
        for _ in 0..<steps { change(&bytes, &random) }
        return bytes.count <= Self.maximumBytes ? bytes : Array(bytes.prefix(Self.maximumBytes))
    }

    private func change(_ bytes: inout [UInt8], _ random: inout SplitMix64) {
        let place = below(bytes.count + 1, &random)
        switch below(12, &random) {
        case 0 where !bytes.isEmpty: bytes[below(bytes.count, &random)] ^= 1 << UInt8(below(8, &random))
        case 1 where !bytes.isEmpty: bytes[below(bytes.count, &random)] = UInt8(below(256, &random))
        case 2: bytes.removeSubrange(range(in: bytes, &random))
        case 3: bytes.insert(contentsOf: bytes[range(in: bytes, &random)], at: place)
        case 4, 5: bytes.insert(contentsOf: token(&random), at: place)
        case 6: bytes.replaceSubrange(range(in: bytes, &random), with: token(&random))
        case 7:
            let other = pick(seeds, &random)
            bytes.replaceSubrange(range(in: bytes, &random), with: other[range(in: other, &random)])
        case 8: bytes.insert(contentsOf: repeated(token(&random), &random), at: place)
        case 9: replaceNumber(in: &bytes, &random)
        case 10: bytes.removeSubrange(place...)
        default: bytes.insert(contentsOf: pick(Self.odd, &random), at: place)
        }
    }

    private func repeated(_ token: [UInt8], _ random: inout SplitMix64) -> [UInt8] {
        let count = chance(1, of: 20, &random) ? 2_000 : below(40, &random)
        return Array(repeatElement(token, count: count).joined())
    }

    /// Puts an extreme number where a run of digits stands.
    private func replaceNumber(in bytes: inout [UInt8], _ random: inout SplitMix64) {
        func isDigit(_ byte: UInt8) -> Bool { byte >= 0x30 && byte <= 0x39 }
        let from = below(bytes.count + 1, &random)
        guard let start = bytes[from...].firstIndex(where: isDigit) else { return }
        let end = bytes[start...].firstIndex { !isDigit($0) } ?? bytes.count
        bytes.replaceSubrange(start..<end, with: pick(Self.numbers, &random))
    }

    private func token(_ random: inout SplitMix64) -> [UInt8] {
        switch below(8, &random) {
        case 0: pick(Self.numbers, &random)
        case 1: pick(Self.odd, &random)
        default: pick(tokens, &random)
        }
    }

    private func range(in bytes: [UInt8], _ random: inout SplitMix64) -> Range<Int> {
        let start = below(bytes.count + 1, &random)
        let limit = chance(1, of: 4, &random) ? bytes.count : 12
        return start..<min(bytes.count, start + below(limit + 1, &random))
    }

    private func pick(_ choices: [[UInt8]], _ random: inout SplitMix64) -> [UInt8] {
        choices.isEmpty ? [] : choices[below(choices.count, &random)]
    }

    private func below(_ limit: Int, _ random: inout SplitMix64) -> Int { Int(random.next() % UInt64(limit)) }

    private func chance(_ part: Int, of whole: Int, _ random: inout SplitMix64) -> Bool {
        below(whole, &random) < part
    }
}
