extension Rollup {
    /// The rows that start in a range, in order of time and series.
    var rows: StaticString {
        switch self {
        case .hour:
            "SELECT * FROM rollup_hour WHERE starts_at >= ? AND starts_at < ? ORDER BY starts_at, series"
        case .day:
            "SELECT * FROM rollup_day WHERE starts_at >= ? AND starts_at < ? ORDER BY starts_at, series"
        case .month:
            "SELECT * FROM rollup_month WHERE starts_at >= ? AND starts_at < ? ORDER BY starts_at, series"
        }
    }

    /// The row of a start and a series.
    var row: StaticString {
        switch self {
        case .hour: "SELECT * FROM rollup_hour WHERE starts_at = ? AND series = ?"
        case .day: "SELECT * FROM rollup_day WHERE starts_at = ? AND series = ?"
        case .month: "SELECT * FROM rollup_month WHERE starts_at = ? AND series = ?"
        }
    }

    /// The first start at or after a moment.
    var firstStart: StaticString {
        switch self {
        case .hour: "SELECT min(starts_at) FROM rollup_hour WHERE starts_at >= ?"
        case .day: "SELECT min(starts_at) FROM rollup_day WHERE starts_at >= ?"
        case .month: "SELECT min(starts_at) FROM rollup_month WHERE starts_at >= ?"
        }
    }

    /// The last start.
    var newestStart: StaticString {
        switch self {
        case .hour: "SELECT max(starts_at) FROM rollup_hour"
        case .day: "SELECT max(starts_at) FROM rollup_day"
        case .month: "SELECT max(starts_at) FROM rollup_month"
        }
    }

    /// Puts a row in the place of the one of its start and series.
    var insertion: StaticString {
        switch self {
        case .hour:
            """
            INSERT OR REPLACE INTO rollup_hour
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """
        case .day:
            """
            INSERT OR REPLACE INTO rollup_day
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """
        case .month:
            """
            INSERT OR REPLACE INTO rollup_month
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """
        }
    }
}
