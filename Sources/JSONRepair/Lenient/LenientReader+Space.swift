import LosslessJSON

extension LenientReader {
    /// Moves to the next token, noting comments and spaces that JSON does not know.
    mutating func skipSpace(_ bytes: RawSpan) throws(RepairFault) {
        while position < bytes.byteCount {
            position = bytes.endOfWhitespace(from: position)
            guard position < bytes.byteCount else { return }
            guard repairsCommonly, Lookahead.mayStartComment(bytes[position]),
                let end = lookahead.endOfSpaceOrComment(bytes, at: position)
            else { return }
            let isComment = bytes[position] == .slash || bytes[position] == 0x23
            if isComment, end == bytes.byteCount, bytes[end - 1] != .slash,
                lookahead.hasClosingMark(bytes, from: position)
            {
                throw fault("a comment without an end may hide a part of the value")
            }
            // A space is left, so that what stands around does not grow together.
            try note(Edit(isComment ? .comment : .unusualSpace, position..<end, .space))
            var runEnd = end
            if !isComment {
                while runEnd < bytes.byteCount, bytes[runEnd] != .slash, bytes[runEnd] != 0x23,
                    let next = lookahead.endOfSpaceOrComment(bytes, at: runEnd)
                {
                    runEnd = next
                }
                if runEnd > end { edits.replaceLast(Edit(.unusualSpace, position..<runEnd, .space)) }
            }
            position = runEnd
        }
    }
}
