package import LosslessJSON
package import Pricing

extension JSONWriter {
    /// Writes a member with a text, or `null` where there is none.
    package mutating func member(_ name: String, _ text: String?) {
        key(name)
        string(orNull: text)
    }

    /// Writes a member with a moment, or `null` where there is none.
    package mutating func member(_ name: String, _ moment: Timestamp?) {
        member(name, moment?.iso8601)
    }

    /// Writes a member with an amount: a decimal string in US dollars, exact, without an exponent.
    package mutating func member(_ name: String, _ amount: Money) {
        member(name, amount.usd)
    }

    /// Writes a member with a whole number.
    package mutating func member(_ name: String, _ count: some BinaryInteger) {
        key(name)
        number(count)
    }

    /// Writes a member with a list of texts.
    package mutating func member(_ name: String, _ texts: [String]) {
        key(name)
        beginArray()
        for text in texts { string(text) }
        endArray()
    }

    /// Writes a member with an object of texts, by name.
    package mutating func member(_ name: String, _ texts: [String: String]) {
        key(name)
        beginObject()
        for (key, value) in texts.sorted(by: { $0.key < $1.key }) { member(key, value) }
        endObject()
    }
}
