extension EditList {
    /// The source up to `end` with the edits applied.
    ///
    /// - Returns: Nil when the edits are not in order, which no reading should make.
    func apply(to source: [UInt8], upTo end: Int) -> [UInt8]? {
        let words = Replacement.words
        guard let size = size(sourceCount: source.count, upTo: end, words) else { return nil }
        return source.withUnsafeBytes { source in
            // A word is written at a time, so up to seven bytes more than the result has.
            [UInt8](unsafeUninitializedCapacity: size + MemoryLayout<UInt64>.size) { buffer, count in
                guard let output = UnsafeMutableRawPointer(buffer.baseAddress), let input = source.baseAddress else {
                    return
                }
                var position = 0
                var written = 0
                forEach { edit in
                    let start = edit.range.lowerBound
                    Self.copy(input, position..<start, sourceCount: source.count, to: output + written)
                    written &+= start &- position
                    let word = words[edit.replacement.index]
                    (output + written).storeBytes(of: word.littleEndian, as: UInt64.self)
                    written &+= Int(word >> 56)
                    position = edit.range.upperBound
                }
                if position < end {
                    (output + written).copyMemory(from: input + position, byteCount: end - position)
                    written += end - position
                }
                count = written
            }
        }
    }

    /// Copies a range that is usually of a few bytes: a word at once where that reads nothing behind the source.
    @inline(__always)
    private static func copy(
        _ input: UnsafeRawPointer, _ range: Range<Int>, sourceCount: Int, to output: UnsafeMutableRawPointer
    ) {
        if range.count <= 8, range.lowerBound &+ 8 <= sourceCount {
            let word = (input + range.lowerBound).loadUnaligned(as: UInt64.self)
            output.storeBytes(of: word, as: UInt64.self)
        } else {
            output.copyMemory(from: input + range.lowerBound, byteCount: range.count)
        }
    }

    /// How many bytes the source has with the edits applied; nil when they are not in order.
    private func size(sourceCount: Int, upTo end: Int, _ words: [UInt64]) -> Int? {
        var position = 0
        var size = 0
        var isOrdered = true
        forEach { edit in
            isOrdered = isOrdered && position <= edit.range.lowerBound
            size &+= edit.range.lowerBound &- position &+ Int(words[edit.replacement.index] >> 56)
            position = edit.range.upperBound
        }
        guard isOrdered, position <= sourceCount else { return nil }
        return size + max(0, end - position)
    }
}
