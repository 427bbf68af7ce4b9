import LosslessJSON

extension LenientReader {
    /// Reads an escape; one that JSON does not know keeps its backslash, unless that only protects a quotation mark.
    ///
    /// Regular expressions, LaTeX and paths of Windows need their backslashes: `\d` becomes `\\d`.
    mutating func readEscape(_ bytes: RawSpan, at index: Int, isSingle: Bool) throws(RepairFault) -> Int {
        guard index + 1 < bytes.byteCount else { return try cutEscape(index, bytes.byteCount) }
        let byte = bytes[index + 1]
        switch byte {
        case let byte where byte.isSimpleEscape: return index + 2
        case 0x75: return try readUnicodeEscape(bytes, at: index)
        default: break
        }
        try require(.commonly, "a backslash that starts no escape")
        if QuotationMark(bytes, at: index + 1) != nil {
            try note(Edit(.invalidEscape, index..<index + 1))
            return index + (byte == 0x27 ? 2 : 4)
        }
        if byte == .lineFeed {
            try note(Edit(.invalidEscape, index..<index + 2))
            return index + 2
        }
        if isSingle, byte == 0x78, index + 3 < bytes.byteCount, bytes[index + 2].hexadecimalValue != nil,
            bytes[index + 3].hexadecimalValue != nil
        {
            // Single quotation marks are those of Python and JavaScript, and so is this escape.
            try note(Edit(.invalidEscape, index..<index + 2, .latinEscape))
            return index + 4
        }
        try note(Edit(.invalidEscape, index..<index + 1, .escapedBackslash))
        return index + 1
    }

    private mutating func readUnicodeEscape(_ bytes: RawSpan, at index: Int) throws(RepairFault) -> Int {
        var digits = 0
        while digits < 4, index + 2 + digits < bytes.byteCount, bytes[index + 2 + digits].hexadecimalValue != nil {
            digits += 1
        }
        if digits == 4 { return index + 6 }
        if index + 2 + digits == bytes.byteCount { return try cutEscape(index, bytes.byteCount) }
        try require(.commonly, "a backslash that starts no escape")
        try note(Edit(.invalidEscape, index..<index + 1, .escapedBackslash))
        return index + 1
    }

    /// The text ends inside of an escape, which says nothing yet.
    private mutating func cutEscape(_ index: Int, _ end: Int) throws(RepairFault) -> Int {
        try note(Edit(.invalidEscape, index..<end))
        return end
    }

    mutating func escapeControl(_ byte: UInt8, at index: Int) throws(RepairFault) {
        try require(.commonly, "a control character in a string")
        try note(Edit(.controlCharacter, index..<index + 1, .escape(of: byte)))
    }
}
