extension Int64 {
    /// The number with a comma between thousands, for tables.
    public var grouped: String {
        (self < 0 ? "-" : "") + String(magnitude).grouped
    }
}

extension StringProtocol {
    /// Digits with a comma between thousands.
    var grouped: String {
        var text = ""
        for (index, digit) in enumerated() {
            if index > 0, (count - index) % 3 == 0 { text.append(",") }
            text.append(digit)
        }
        return text
    }
}
