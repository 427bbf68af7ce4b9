/// How many tokens one unit of a bill counts, by the unit's name.
enum BilledUnitName {
    /// The power of ten; `nil` where the name does not say, as "Units" does not.
    static func powerOfTen(_ name: String) -> Int? {
        switch name.lowercased() {
        case "token", "tokens": 0
        case "1k tokens", "1k token", "1,000 tokens", "1000 tokens", "k tokens": 3
        case "1m tokens", "1m token", "1,000,000 tokens", "1000000 tokens", "million tokens", "m tokens": 6
        default: nil
        }
    }
}
