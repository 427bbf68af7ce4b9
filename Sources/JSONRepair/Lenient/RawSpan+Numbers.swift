import LosslessJSON

extension RawSpan {
    /// The end of a whole number or a decimal fraction of JSON with something behind it; 0 for anything else.
    @inline(__always)
    func endOfPlainNumber(from start: Int) -> Int {
        let digits = self[start] == .minus ? start &+ 1 : start
        var index = endOfDigits(from: digits)
        guard index > digits, index < byteCount, self[digits] != .zero || index == digits &+ 1 else { return 0 }
        guard self[index] == .period else { return index }
        let fraction = index &+ 1
        index = endOfDigits(from: fraction)
        return index > fraction ? index : 0
    }

    @inline(__always)
    func endOfDigits(from start: Int) -> Int {
        var index = start
        while index < byteCount, self[index].isASCIIDigit { index &+= 1 }
        return index
    }
}
