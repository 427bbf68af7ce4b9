extension EditList {
    /// The source up to `end` with the edits applied.
    ///
    /// - Returns: Nil when the edits are not in order, which no reading should make.
    func apply(to source: [UInt8], upTo end: Int) -> [UInt8]? {
        let size = end + addedBytes
        var isOrdered = true
        let edited = source.withUnsafeBytes { source in
            // A word is written at a time, so up to seven bytes more than the result has.
            [UInt8](unsafeUninitializedCapacity: size + MemoryLayout<UInt64>.size) { buffer, count in
                guard let output = UnsafeMutableRawPointer(buffer.baseAddress), let input = source.baseAddress else {
                    return
                }
                let position = write(to: output, &count, size: size, from: input, sourceCount: source.count)
                isOrdered = position >= 0 && count + max(0, end - position) <= size
                if isOrdered, position < end {
                    (output + count).copyMemory(from: input + position, byteCount: end - position)
                    count += end - position
                }
            }
        }
        return isOrdered ? edited : nil
    }

    /// Writes what stands in front of each edit, and what the edit puts in.
    ///
    /// - Returns: The end of the last edit in the source; -1 when they are not in order or need more than `size` bytes.
    @inline(__always)
    private func write(
        to output: UnsafeMutableRawPointer, _ count: inout Int, size: Int, from input: UnsafeRawPointer,
        sourceCount: Int
    ) -> Int {
        Replacement.words.withUnsafeBufferPointer { words in
            var position = 0
            var written = 0
            forEach { edit in
                let word = words[edit.replacement.index]
                let start = edit.range.lowerBound
                let text = written &+ (start &- position)
                let next = text &+ Int(word >> 56)
                guard position >= 0, position <= start, edit.range.upperBound <= sourceCount, next <= size else {
                    position = -1
                    return
                }
                if start &- position <= 8, position &+ 8 <= sourceCount {
                    // A few bytes, a word at once where that reads nothing behind the source.
                    let gap = (input + position).loadUnaligned(as: UInt64.self)
                    (output + written).storeBytes(of: gap, as: UInt64.self)
                } else {
                    (output + written).copyMemory(from: input + position, byteCount: start &- position)
                }
                (output + text).storeBytes(of: word.littleEndian, as: UInt64.self)
                written = next
                position = edit.range.upperBound
            }
            count = written
            return position
        }
    }
}
