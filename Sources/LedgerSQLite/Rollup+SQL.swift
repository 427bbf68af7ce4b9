extension Rollup {
    /// The name of its table.
    var table: String {
        switch self {
        case .hour: "rollup_hour"
        case .day: "rollup_day"
        case .month: "rollup_month"
        case .teamHour: "rollup_team_hour"
        case .teamDay: "rollup_team_day"
        case .modelHour: "rollup_model_hour"
        case .modelDay: "rollup_model_day"
        }
    }

    /// The rows that start in a range, in order of time and number.
    var rows: StaticString {
        switch self {
        case .hour:
            "SELECT * FROM rollup_hour WHERE starts_at >= ? AND starts_at < ? ORDER BY starts_at, series"
        case .day:
            "SELECT * FROM rollup_day WHERE starts_at >= ? AND starts_at < ? ORDER BY starts_at, series"
        case .month:
            "SELECT * FROM rollup_month WHERE starts_at >= ? AND starts_at < ? ORDER BY starts_at, series"
        case .teamHour:
            "SELECT * FROM rollup_team_hour WHERE starts_at >= ? AND starts_at < ? ORDER BY starts_at, team"
        case .teamDay:
            "SELECT * FROM rollup_team_day WHERE starts_at >= ? AND starts_at < ? ORDER BY starts_at, team"
        case .modelHour:
            "SELECT * FROM rollup_model_hour WHERE starts_at >= ? AND starts_at < ? ORDER BY starts_at, model"
        case .modelDay:
            "SELECT * FROM rollup_model_day WHERE starts_at >= ? AND starts_at < ? ORDER BY starts_at, model"
        }
    }

    /// The row of a start and a number.
    var row: StaticString {
        switch self {
        case .hour: "SELECT * FROM rollup_hour WHERE starts_at = ? AND series = ?"
        case .day: "SELECT * FROM rollup_day WHERE starts_at = ? AND series = ?"
        case .month: "SELECT * FROM rollup_month WHERE starts_at = ? AND series = ?"
        case .teamHour: "SELECT * FROM rollup_team_hour WHERE starts_at = ? AND team = ?"
        case .teamDay: "SELECT * FROM rollup_team_day WHERE starts_at = ? AND team = ?"
        case .modelHour: "SELECT * FROM rollup_model_hour WHERE starts_at = ? AND model = ?"
        case .modelDay: "SELECT * FROM rollup_model_day WHERE starts_at = ? AND model = ?"
        }
    }

    /// The first start at or after a moment.
    var firstStart: StaticString {
        switch self {
        case .hour: "SELECT min(starts_at) FROM rollup_hour WHERE starts_at >= ?"
        case .day: "SELECT min(starts_at) FROM rollup_day WHERE starts_at >= ?"
        case .month: "SELECT min(starts_at) FROM rollup_month WHERE starts_at >= ?"
        case .teamHour: "SELECT min(starts_at) FROM rollup_team_hour WHERE starts_at >= ?"
        case .teamDay: "SELECT min(starts_at) FROM rollup_team_day WHERE starts_at >= ?"
        case .modelHour: "SELECT min(starts_at) FROM rollup_model_hour WHERE starts_at >= ?"
        case .modelDay: "SELECT min(starts_at) FROM rollup_model_day WHERE starts_at >= ?"
        }
    }

    /// Puts a row in the place of the one of its start and number.
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
        case .teamHour:
            """
            INSERT OR REPLACE INTO rollup_team_hour
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """
        case .teamDay:
            """
            INSERT OR REPLACE INTO rollup_team_day
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """
        case .modelHour:
            """
            INSERT OR REPLACE INTO rollup_model_hour
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """
        case .modelDay:
            """
            INSERT OR REPLACE INTO rollup_model_day
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """
        }
    }
}
