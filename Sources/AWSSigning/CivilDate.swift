/// A day of the Gregorian calendar, from 1970 on.
///
/// Years are counted from March, so that the leap day is the last of its year and the months' lengths need no table:
/// five months from March on always have 153 days.
struct CivilDate: Equatable {
    let year: Int64
    let month: Int64
    let day: Int64

    init(year: Int64, month: Int64, day: Int64) {
        self.year = year
        self.month = month
        self.day = day
    }

    /// The day so many days after 1970-01-01.
    init(daysSinceEpoch: Int64) {
        let days = daysSinceEpoch + Self.daysToEpoch
        let era = days / Self.daysOfEra
        let dayOfEra = days % Self.daysOfEra
        let yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let monthFromMarch = (5 * dayOfYear + 2) / 153
        day = dayOfYear - (153 * monthFromMarch + 2) / 5 + 1
        month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9
        year = 400 * era + yearOfEra + (month <= 2 ? 1 : 0)
    }

    /// Days since 1970-01-01; a day that its month does not have counts on into the next month.
    var daysSinceEpoch: Int64 {
        let yearFromMarch = month <= 2 ? year - 1 : year
        let yearOfEra = yearFromMarch % 400
        let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
        let dayOfEra = 365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
        return yearFromMarch / 400 * Self.daysOfEra + dayOfEra - Self.daysToEpoch
    }

    /// Days of 400 years, after which the calendar repeats.
    private static let daysOfEra: Int64 = 146_097
    /// Days from the 1st of March of the year 0 to 1970-01-01.
    private static let daysToEpoch: Int64 = 719_468
}
