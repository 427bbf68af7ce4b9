import Pricing

extension Timestamp {
    private static let months = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]

    /// The date as `Nov 27`.
    var day: String {
        let date = Timestamp.civilDate(daysSinceEpoch: startOfDay.milliseconds / 86_400_000)
        return "\(Self.months[Int(date.month) - 1]) \(date.day)"
    }

    /// The month as `Nov 2026`.
    var month: String {
        let date = Timestamp.civilDate(daysSinceEpoch: startOfDay.milliseconds / 86_400_000)
        return "\(Self.months[Int(date.month) - 1]) \(date.year)"
    }

    /// The time as `Nov 27, 09:41`.
    var minute: String { "\(day), \(clock)" }

    /// The time of day as `09:41`.
    var clock: String { String(iso8601.dropFirst(11).prefix(5)) }

    /// The weekday as `Fri`.
    var weekday: String {
        // 1970-01-01 was a Thursday.
        let days = startOfDay.milliseconds / 86_400_000
        return ["Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed"][Int((days % 7 + 7) % 7)]
    }

    /// How long before another moment this was, in words.
    func ago(at now: Timestamp) -> String {
        let seconds = max(0, (now.milliseconds - milliseconds) / 1000)
        switch seconds {
        case ..<120: return "\(seconds) s ago"
        case ..<7200: return "\(seconds / 60) min ago"
        case ..<172_800: return "\(seconds / 3600) h ago"
        default: return "\(seconds / 86_400) days ago"
        }
    }
}
