import Foundation
import Pricing

/// The name of a time zone of the IANA database, such as `Europe/Berlin`, `Asia/Kolkata` or `UTC`.
///
/// This is the only place where the ledger asks Foundation about time; everything else counts in `Timestamp`.
public struct TimeZoneIdentifier: Sendable, Hashable {
    /// The name as it was given.
    public let name: String
    private let zone: TimeZone

    /// A time zone by its name.
    ///
    /// - Throws: ``LedgerError/Code/invalidInput`` for a name that the time zone database does not have.
    public init(_ name: String) throws(LedgerError) {
        let isPlausible = name.utf8.count <= 64 && name.utf8.allSatisfy(Self.isNameByte)
        guard isPlausible, let zone = TimeZone(identifier: name) else {
            throw .invalidInput("time zone", name, "is not the name of an IANA time zone such as Europe/Berlin or UTC")
        }
        self.name = name
        self.zone = zone
    }

    /// The date that the calendar on the wall shows at a moment, as days since 1970-01-01.
    func day(at moment: Timestamp) -> Int64 {
        let seconds = moment.milliseconds.quotientRoundingDown(dividingBy: 1000)
        return (seconds + offset(atSecond: seconds)).quotientRoundingDown(dividingBy: 86_400)
    }

    /// The first moment at which the calendar on the wall shows a date or a later one.
    ///
    /// Where clocks go forward over midnight, that is the moment of the change; where they go back and midnight comes
    /// twice, it is the first one. So days follow each other without a gap and without overlap.
    /// The date counts the days since 1970-01-01.
    func start(ofDay day: Int64) -> Timestamp {
        let midnight = day * 86_400
        // No zone is more than 26 hours from UTC, and none changes twice within these two days.
        var before = midnight - 26 * 3600
        var after = midnight + 26 * 3600
        let oldOffset = offset(atSecond: before)
        let newOffset = offset(atSecond: after)
        var start = midnight - oldOffset
        if oldOffset != newOffset {
            while after - before > 1 {
                let middle = (before + after).quotientRoundingDown(dividingBy: 2)
                if offset(atSecond: middle) == oldOffset { before = middle } else { after = middle }
            }
            if start >= after { start = max(after, midnight - newOffset) }
        }
        return Timestamp(milliseconds: start * 1000)
    }

    /// How many seconds local time is ahead of UTC.
    private func offset(atSecond second: Int64) -> Int64 {
        Int64(zone.secondsFromGMT(for: Date(timeIntervalSince1970: Double(second))))
    }

    private static func isNameByte(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "/"), UInt8(ascii: "_"), UInt8(ascii: "+"),
            UInt8(ascii: "-"):
            true
        default: false
        }
    }
}

extension Int64 {
    /// The largest integer that is not above the exact quotient; the divisor is above zero.
    func quotientRoundingDown(dividingBy divisor: Int64) -> Int64 {
        self / divisor - (self % divisor < 0 ? 1 : 0)
    }
}
