extension EditList {
    /// The source up to `end` with the edits applied.
    ///
    /// - Returns: Nil when the edits are not in order, which no reading should make.
    func apply(to source: [UInt8], upTo end: Int) -> [UInt8]? {
        let words = Replacement.words
        let size = end + addedBytes
        var isOrdered = true
        let edited = source.withUnsafeBytes { source in
            // A word is written at a time, so up to seven bytes more than the result has.
            [UInt8](unsafeUninitializedCapacity: size + MemoryLayout<UInt64>.size) { buffer, count in
                guard let output = UnsafeMutableRawPointer(buffer.baseAddress), let input = source.baseAddress else {
                    return
                }
                var position = 0
                var written = 0
                forEach { edit in
                    let start = edit.range.lowerBound
                    let word = words[edit.replacement.index]
                    let next = written &+ (start &- position)
                    guard isOrdered, position <= start, edit.range.upperBound <= source.count,
                        next &+ Int(word >> 56) <= size
                    else {
                        isOrdered = false
                        return
                    }
                    Self.copy(input, position..<start, sourceCount: source.count, to: output + written)
                    (output + next).storeBytes(of: word.littleEndian, as: UInt64.self)
                    written = next &+ Int(word >> 56)
                    position = edit.range.upperBound
                }
                if isOrdered, position < end, written + (end - position) <= size {
                    (output + written).copyMemory(from: input + position, byteCount: end - position)
                    written += end - position
                }
                count = written
            }
        }
        return isOrdered ? edited : nil
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
}
