import LosslessJSON

extension LenientReader {
    /// Reads a string in three quotation marks, as Python has it, where that is what stands here.
    mutating func readTripleQuoted(_ bytes: RawSpan, isKey: Bool) throws(RepairFault) -> Bool {
        let start = position
        guard hasTriple(bytes, at: start), repairsCommonly else { return false }
        try note(Edit(.quotationMark, start..<start + 3, .quotationMark))
        var index = start + 3
        while index < bytes.byteCount {
            index = bytes.endOfPlainRun(from: index)
            guard index < bytes.byteCount else { break }
            let byte = bytes[index]
            if hasTriple(bytes, at: index) {
                // Of four marks the first belongs to the text.
                while index + 3 < bytes.byteCount, bytes[index + 3] == .quote {
                    try note(Edit(.innerQuotationMark, index..<index + 1, .escapedQuotationMark))
                    index += 1
                }
                try note(Edit(.quotationMark, index..<index + 3, .quotationMark))
                position = index + 3
                if isKey { phase = .colon } else { finishValue() }
                return true
            }
            switch byte {
            case .quote:
                try note(Edit(.innerQuotationMark, index..<index + 1, .escapedQuotationMark))
                index += 1
            case .backslash: index = try readEscape(bytes, at: index, isSingle: false)
            case ..<0x20:
                try escapeControl(byte, at: index)
                index += 1
            default:
                let length = bytes.lengthOfSequence(at: index)
                guard length > 0 else { throw RepairFault(offset: index, reason: "the bytes are not UTF-8") }
                index += length
            }
        }
        position = bytes.byteCount
        throw RepairFault(offset: start, reason: "a string in three quotation marks has no end")
    }

    @inline(__always)
    mutating func hasTriple(_ bytes: RawSpan, at index: Int) -> Bool {
        index + 2 < bytes.byteCount && bytes[index] == .quote && bytes[index + 1] == .quote
            && bytes[index + 2] == .quote
    }
}
