import AWSSigning
import Pricing

extension Timestamp {
    /// The moment as the header `Date` has it, by which clients find out that their clock is wrong (RFC 9110, 5.6.7).
    var httpDate: String {
        let days = ["Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed"]
        let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
        let time = UTCTime(clamping: milliseconds / 1_000)
        // As 20261123T190000Z.
        let digits = Array(time.basic)
        let month = Int(String(digits[4..<6])) ?? 1
        let day = days[Int(time.seconds / 86_400 % 7)]
        let clock = [digits[9..<11], digits[11..<13], digits[13..<15]].map { String($0) }.joined(separator: ":")
        return "\(day), \(String(digits[6..<8])) \(months[month - 1]) \(String(digits[0..<4])) \(clock) GMT"
    }
}
