// For clock_gettime, fdatasync, strdup and strsep, which the language alone does not have.
#define _GNU_SOURCE

#include "write_baseline.h"

#include "checksum.h"

#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#define PICODOLLARS_PER_DOLLAR 1000000000000LL
#define CHECKPOINT_PAGES 1000
#define MAX_BUDGETS 256
#define MAX_SCOPES 8

enum statement {
    BEGIN, COMMIT, VERSION, LAST_CHANGE, EXPIRED, LEASES, FIND_RESERVATION, FIND_CALL, LAST_RESERVATION,
    READ_WINDOWS, ADD_RESERVATION, SET_STATE, FIND_REQUEST, LAST_CALL, ADD_CALL, READ_HOUR, WRITE_HOUR, READ_DAY,
    WRITE_DAY, READ_MONTH, WRITE_MONTH, READ_TEAM_HOUR, WRITE_TEAM_HOUR, READ_TEAM_DAY, WRITE_TEAM_DAY, READ_MODEL_HOUR,
    WRITE_MODEL_HOUR, READ_MODEL_DAY, WRITE_MODEL_DAY, WRITE_WINDOW, LAST_LINK, LAST_ROWS, READ_CALLS, ADD_LINK, STATEMENTS
};

static const char *const sql[STATEMENTS] = {
    [BEGIN] = "BEGIN IMMEDIATE",
    [COMMIT] = "COMMIT",
    [VERSION] = "PRAGMA user_version",
    [LAST_CHANGE] = "SELECT max(id) FROM budget_change",
    [EXPIRED] = "SELECT * FROM reservation WHERE state = 'open' AND lease IS NULL AND expires_at <= ? "
                "ORDER BY created_at, number",
    [LEASES] = "SELECT id, name, boot_id FROM lease WHERE closed_at IS NULL",
    [FIND_RESERVATION] = "SELECT * FROM reservation WHERE id = ?",
    [FIND_CALL] = "SELECT * FROM call WHERE id = ?",
    [LAST_RESERVATION] = "SELECT max(number) FROM reservation",
    [READ_WINDOWS] = "SELECT * FROM budget_window WHERE budget = ? ORDER BY starts_at",
    [ADD_RESERVATION] = "INSERT INTO reservation VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
    [SET_STATE] = "UPDATE reservation SET state = ?, checksum = ? WHERE number = ?",
    [FIND_REQUEST] = "SELECT sequence FROM call WHERE request_id = ?1 "
                     "UNION ALL SELECT call FROM correction WHERE request_id = ?1 LIMIT 1",
    [LAST_CALL] = "SELECT max(sequence) FROM call",
    [ADD_CALL] = "INSERT INTO call VALUES "
                 "(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
    [READ_HOUR] = "SELECT * FROM rollup_hour WHERE starts_at = ? AND series = ?",
    [WRITE_HOUR] = "INSERT OR REPLACE INTO rollup_hour "
                   "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
    [READ_DAY] = "SELECT * FROM rollup_day WHERE starts_at = ? AND series = ?",
    [WRITE_DAY] = "INSERT OR REPLACE INTO rollup_day "
                  "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
    [READ_MONTH] = "SELECT * FROM rollup_month WHERE starts_at = ? AND series = ?",
    [WRITE_MONTH] = "INSERT OR REPLACE INTO rollup_month "
                    "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
    [READ_TEAM_HOUR] = "SELECT * FROM rollup_team_hour WHERE starts_at = ? AND team = ?",
    [WRITE_TEAM_HOUR] = "INSERT OR REPLACE INTO rollup_team_hour "
                     "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
    [READ_TEAM_DAY] = "SELECT * FROM rollup_team_day WHERE starts_at = ? AND team = ?",
    [WRITE_TEAM_DAY] = "INSERT OR REPLACE INTO rollup_team_day "
                     "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
    [READ_MODEL_HOUR] = "SELECT * FROM rollup_model_hour WHERE starts_at = ? AND model = ?",
    [WRITE_MODEL_HOUR] = "INSERT OR REPLACE INTO rollup_model_hour "
                     "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
    [READ_MODEL_DAY] = "SELECT * FROM rollup_model_day WHERE starts_at = ? AND model = ?",
    [WRITE_MODEL_DAY] = "INSERT OR REPLACE INTO rollup_model_day "
                     "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
    [WRITE_WINDOW] = "INSERT OR REPLACE INTO budget_window VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
    [LAST_LINK] = "SELECT * FROM chain_link ORDER BY number DESC LIMIT 1",
    [LAST_ROWS] = "SELECT (SELECT max(id) FROM text), (SELECT max(id) FROM series), (SELECT max(id) FROM price), "
                  "(SELECT max(sequence) FROM call), (SELECT max(sequence) FROM correction), "
                  "(SELECT max(id) FROM budget_change)",
    [READ_CALLS] = "SELECT * FROM call WHERE sequence > ? AND sequence <= ? ORDER BY sequence",
    [ADD_LINK] = "INSERT INTO chain_link VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
};

/// What the file says about the calls of one series.
typedef struct {
    int64_t number, requested_model, status, cost_status, price, team, model;
    write_baseline_rates rates;
    char *budget_names;
    int32_t budgets[MAX_SCOPES];
    int32_t budget_count;
    // What the transaction adds to the sums of the series.
    int64_t calls, input_tokens, output_tokens, input_cost, output_cost;
    // Whether that was added to the sums of its team, or of its model.
    int is_counted;
} series_state;

/// A budget with the sums of its present window.
typedef struct {
    int64_t id, starts_at, ends_at, unpriced_calls, limit_dollars;
    __int128 spent, estimated, reserved;
    int is_read, is_changed;
} budget_state;

/// An operation that waits.
typedef struct {
    int32_t call;
    int32_t is_settlement;
} operation;

struct write_baseline {
    sqlite3 *database;
    sqlite3_stmt *statements[STATEMENTS];
    series_state *series;
    int32_t series_count;
    budget_state budgets[MAX_BUDGETS];
    int32_t budget_count;
    int64_t lease, time_to_live, last_reservation, last_call, now;
    int64_t pages;
    int pages_in_log;
};

// MARK: Rows

static int failed(write_baseline *b, const char *what) {
    fprintf(stderr, "%s: %s\n", what, sqlite3_errmsg(b->database));
    return -1;
}

/// A row that is being bound, with its checksum.
typedef struct {
    sqlite3_stmt *statement;
    int position;
    checksum sum;
} row;

static row start_row(sqlite3_stmt *statement) {
    return (row){statement, 1, checksum_start()};
}

static void add_integer(row *r, int64_t number) {
    sqlite3_bind_int64(r->statement, r->position++, number);
    checksum_integer(&r->sum, number);
}

static void add_null(row *r) {
    sqlite3_bind_null(r->statement, r->position++);
    checksum_null(&r->sum);
}

static void add_text(row *r, const char *text, int count) {
    sqlite3_bind_text(r->statement, r->position++, text, count, SQLITE_STATIC);
    checksum_bytes(&r->sum, text, (size_t)count, 3);
}

static void add_money(row *r, __int128 amount) {
    add_integer(r, (int64_t)(amount / PICODOLLARS_PER_DOLLAR));
    add_integer(r, (int64_t)(amount % PICODOLLARS_PER_DOLLAR));
}

static int finish(sqlite3_stmt *statement) {
    int code = sqlite3_step(statement);
    while (code == SQLITE_ROW) code = sqlite3_step(statement);
    sqlite3_reset(statement);
    return code == SQLITE_DONE ? 0 : -1;
}

static int finish_row(row *r) {
    sqlite3_bind_int64(r->statement, r->position, (int64_t)r->sum.state);
    return finish(r->statement);
}

static int64_t first_integer(sqlite3_stmt *statement) {
    int64_t number = sqlite3_step(statement) == SQLITE_ROW ? sqlite3_column_int64(statement, 0) : 0;
    sqlite3_reset(statement);
    return number;
}

static __int128 money(sqlite3_stmt *statement, int column) {
    return (__int128)sqlite3_column_int64(statement, column) * PICODOLLARS_PER_DOLLAR
        + sqlite3_column_int64(statement, column + 1);
}

/// Whether the row agrees with the checksum in its last column.
static int is_sealed(sqlite3_stmt *statement) {
    checksum sum = checksum_start();
    int last = sqlite3_data_count(statement) - 1;
    for (int column = 0; column < last; column++) {
        switch (sqlite3_column_type(statement, column)) {
        case SQLITE_NULL: checksum_null(&sum); break;
        case SQLITE_INTEGER: checksum_integer(&sum, sqlite3_column_int64(statement, column)); break;
        default: {
            const void *bytes = sqlite3_column_blob(statement, column);
            uint64_t kind = sqlite3_column_type(statement, column) == SQLITE_TEXT ? 3 : 4;
            checksum_bytes(&sum, bytes, (size_t)sqlite3_column_bytes(statement, column), kind);
        }
        }
    }
    return (int64_t)sum.state == sqlite3_column_int64(statement, last);
}

// MARK: Budgets

/// Reads the window of a budget, where this transaction has not done so.
static budget_state *budget(write_baseline *b, int32_t index) {
    budget_state *state = &b->budgets[index];
    if (state->is_read) return state;
    sqlite3_stmt *read = b->statements[READ_WINDOWS];
    sqlite3_bind_int64(read, 1, state->id);
    while (sqlite3_step(read) == SQLITE_ROW) {
        if (sqlite3_column_int64(read, 1) > b->now || sqlite3_column_int64(read, 2) <= b->now) continue;
        if (!is_sealed(read)) break;
        state->starts_at = sqlite3_column_int64(read, 1);
        state->ends_at = sqlite3_column_int64(read, 2);
        state->spent = money(read, 3);
        state->estimated = money(read, 5);
        state->reserved = money(read, 7);
        state->unpriced_calls = sqlite3_column_int64(read, 9);
        state->is_read = 1;
    }
    sqlite3_reset(read);
    return state->is_read ? state : NULL;
}

static int write_windows(write_baseline *b) {
    for (int32_t index = 0; index < b->budget_count; index++) {
        budget_state *state = &b->budgets[index];
        state->is_read = 0;
        if (!state->is_changed) continue;
        state->is_changed = 0;
        row r = start_row(b->statements[WRITE_WINDOW]);
        add_integer(&r, state->id);
        add_integer(&r, state->starts_at);
        add_integer(&r, state->ends_at);
        add_money(&r, state->spent);
        add_money(&r, state->estimated);
        add_money(&r, state->reserved);
        add_integer(&r, state->unpriced_calls);
        if (finish_row(&r) != 0) return failed(b, "window");
    }
    return 0;
}

// MARK: Operations

static int has_row(write_baseline *b, enum statement which, const char *id) {
    sqlite3_stmt *find = b->statements[which];
    sqlite3_bind_text(find, 1, id, -1, SQLITE_STATIC);
    int code = sqlite3_step(find);
    sqlite3_reset(find);
    return code == SQLITE_ROW;
}

static int write_reservation(write_baseline *b, const write_baseline_call *call, const series_state *series) {
    if (b->last_reservation < 0) b->last_reservation = first_integer(b->statements[LAST_RESERVATION]);
    row r = start_row(b->statements[ADD_RESERVATION]);
    add_integer(&r, ++b->last_reservation);
    add_text(&r, call->id, (int)strlen(call->id));
    add_integer(&r, series->number);
    add_integer(&r, series->requested_model);
    add_integer(&r, call->reserved_picodollars);
    add_null(&r);
    add_integer(&r, b->lease);
    add_integer(&r, b->time_to_live);
    add_integer(&r, b->now);
    add_integer(&r, b->now + b->time_to_live);
    add_text(&r, "open", 4);
    add_text(&r, series->budget_names, (int)strlen(series->budget_names));
    return finish_row(&r);
}

static int reserve(write_baseline *b, const write_baseline_call *call) {
    if (has_row(b, FIND_RESERVATION, call->id) || has_row(b, FIND_CALL, call->id)) return failed(b, "known id");
    series_state *series = &b->series[call->series];
    for (int32_t scope = 0; scope < series->budget_count; scope++) {
        budget_state *state = budget(b, series->budgets[scope]);
        if (state == NULL) return failed(b, "no window");
        __int128 limit = (__int128)state->limit_dollars * PICODOLLARS_PER_DOLLAR;
        if (state->spent + state->reserved + call->reserved_picodollars > limit) return failed(b, "no room");
    }
    if (write_reservation(b, call, series) != 0) return failed(b, "reservation");
    for (int32_t scope = 0; scope < series->budget_count; scope++) {
        budget_state *state = budget(b, series->budgets[scope]);
        state->reserved += call->reserved_picodollars;
        state->is_changed = 1;
    }
    return 0;
}

/// Marks the reservation of an id as settled and answers its number and when it was made.
static int close_reservation(write_baseline *b, const char *id, int64_t *number, int64_t *created_at) {
    sqlite3_stmt *find = b->statements[FIND_RESERVATION];
    sqlite3_bind_text(find, 1, id, -1, SQLITE_STATIC);
    if (sqlite3_step(find) != SQLITE_ROW || !is_sealed(find)) return failed(b, "no reservation");
    *number = sqlite3_column_int64(find, 0);
    *created_at = sqlite3_column_int64(find, 8);
    checksum sum = checksum_start();
    for (int column = 0; column < 12; column++) {
        if (column == 10) {
            checksum_bytes(&sum, "settled", 7, 3);
        } else if (sqlite3_column_type(find, column) == SQLITE_NULL) {
            checksum_null(&sum);
        } else if (sqlite3_column_type(find, column) == SQLITE_INTEGER) {
            checksum_integer(&sum, sqlite3_column_int64(find, column));
        } else {
            const unsigned char *text = sqlite3_column_text(find, column);
            checksum_bytes(&sum, text, (size_t)sqlite3_column_bytes(find, column), 3);
        }
    }
    sqlite3_reset(find);
    sqlite3_stmt *set = b->statements[SET_STATE];
    sqlite3_bind_text(set, 1, "settled", 7, SQLITE_STATIC);
    sqlite3_bind_int64(set, 2, (int64_t)sum.state);
    sqlite3_bind_int64(set, 3, *number);
    return finish(set);
}

static int write_call(
    write_baseline *b, const write_baseline_call *call, series_state *series, int64_t number, int64_t created_at
) {
    if (b->last_call < 0) b->last_call = first_integer(b->statements[LAST_CALL]);
    int64_t input_cost = call->input_tokens * series->rates.input_rate;
    int64_t output_cost = call->output_tokens * series->rates.output_rate;
    row r = start_row(b->statements[ADD_CALL]);
    add_integer(&r, ++b->last_call);
    add_text(&r, call->id, (int)strlen(call->id));
    add_integer(&r, created_at);
    add_integer(&r, series->number);
    add_integer(&r, series->requested_model);
    add_integer(&r, number);
    add_text(&r, call->request_id, (int)strlen(call->request_id));
    add_integer(&r, series->status);
    add_integer(&r, series->cost_status);
    add_null(&r);
    add_integer(&r, series->price);
    add_integer(&r, call->input_tokens);
    for (int unused = 0; unused < 3; unused++) add_integer(&r, 0);
    add_integer(&r, call->output_tokens);
    add_null(&r);
    add_null(&r);
    add_integer(&r, input_cost);
    add_integer(&r, 0);
    add_integer(&r, 0);
    add_integer(&r, output_cost);
    add_integer(&r, 0);
    add_null(&r);
    add_integer(&r, 0);
    add_integer(&r, 1200);
    add_integer(&r, 0);
    series->calls += 1;
    series->input_tokens += call->input_tokens;
    series->output_tokens += call->output_tokens;
    series->input_cost += input_cost;
    series->output_cost += output_cost;
    for (int32_t scope = 0; scope < series->budget_count; scope++) {
        budget_state *state = budget(b, series->budgets[scope]);
        if (state == NULL) return failed(b, "no window");
        state->reserved -= call->reserved_picodollars;
        state->spent += input_cost + output_cost;
        state->is_changed = 1;
    }
    return finish_row(&r);
}

static int settle(write_baseline *b, const write_baseline_call *call) {
    int64_t number, created_at;
    if (close_reservation(b, call->id, &number, &created_at) != 0) return failed(b, "state");
    if (has_row(b, FIND_REQUEST, call->request_id)) return failed(b, "known request");
    if (write_call(b, call, &b->series[call->series], number, created_at) != 0) return failed(b, "call");
    return 0;
}

// MARK: The end of a transaction

/// Adds what the transaction added to the sums of a series to a row, which may be that of its team or its model.
static int write_rollup(
    write_baseline *b, const series_state *s, int64_t number, enum statement read_by, enum statement write_by,
    int64_t start) {
    sqlite3_stmt *read = b->statements[read_by];
    sqlite3_bind_int64(read, 1, start);
    sqlite3_bind_int64(read, 2, number);
    int64_t counts[5] = {s->calls, s->input_tokens, 0, 0, s->output_tokens};
    __int128 amounts[6] = {s->input_cost, 0, 0, s->output_cost, 0, 0};
    int64_t unpriced = 0;
    if (sqlite3_step(read) == SQLITE_ROW) {
        if (!is_sealed(read)) return failed(b, "damaged sums");
        for (int n = 0; n < 5; n++) counts[n] += sqlite3_column_int64(read, 2 + n);
        for (int n = 0; n < 6; n++) amounts[n] += money(read, 7 + 2 * n);
        unpriced = sqlite3_column_int64(read, 19);
    }
    sqlite3_reset(read);
    row r = start_row(b->statements[write_by]);
    add_integer(&r, start);
    add_integer(&r, number);
    for (int n = 0; n < 5; n++) add_integer(&r, counts[n]);
    for (int n = 0; n < 6; n++) add_money(&r, amounts[n]);
    add_integer(&r, unpriced);
    return finish_row(&r);
}

/// The first moment of a moment's month (UTC), both in milliseconds.
static int64_t start_of_month(int64_t moment) {
    time_t seconds = (time_t)(moment / 1000);
    struct tm date;
    gmtime_r(&seconds, &date);
    return (moment / 86400000 - (date.tm_mday - 1)) * 86400000;
}

/// The team or the model of a series.
static int64_t group(const series_state *s, int is_model) { return is_model ? s->model : s->team; }

/// Adds what the transaction added to the series of each team, or of each model, to the rows of these.
static int write_group_rollups(write_baseline *b, int is_model, int64_t hour, int64_t day) {
    for (int32_t index = 0; index < b->series_count; index++) b->series[index].is_counted = 0;
    for (int32_t index = 0; index < b->series_count; index++) {
        if (b->series[index].calls == 0 || b->series[index].is_counted) continue;
        series_state sum = b->series[index];
        for (int32_t other = index + 1; other < b->series_count; other++) {
            series_state *s = &b->series[other];
            if (s->calls == 0 || group(s, is_model) != group(&sum, is_model)) continue;
            s->is_counted = 1;
            sum.calls += s->calls;
            sum.input_tokens += s->input_tokens;
            sum.output_tokens += s->output_tokens;
            sum.input_cost += s->input_cost;
            sum.output_cost += s->output_cost;
        }
        int64_t number = group(&sum, is_model);
        enum statement read_hour = is_model ? READ_MODEL_HOUR : READ_TEAM_HOUR;
        enum statement read_day = is_model ? READ_MODEL_DAY : READ_TEAM_DAY;
        // Each is written by the statement after the one that reads it.
        if (write_rollup(b, &sum, number, read_hour, read_hour + 1, hour) != 0) return failed(b, "hour of a group");
        if (write_rollup(b, &sum, number, read_day, read_day + 1, day) != 0) return failed(b, "day of a group");
    }
    return 0;
}

static int write_rollups(write_baseline *b) {
    int64_t hour = b->now - b->now % 3600000, day = b->now - b->now % 86400000;
    if (write_group_rollups(b, 0, hour, day) != 0 || write_group_rollups(b, 1, hour, day) != 0) return -1;
    for (int32_t index = 0; index < b->series_count; index++) {
        series_state *s = &b->series[index];
        if (s->calls == 0) continue;
        if (write_rollup(b, s, s->number, READ_HOUR, WRITE_HOUR, hour) != 0) return failed(b, "hour");
        if (write_rollup(b, s, s->number, READ_DAY, WRITE_DAY, day) != 0) return failed(b, "day");
        if (write_rollup(b, s, s->number, READ_MONTH, WRITE_MONTH, start_of_month(b->now)) != 0)
            return failed(b, "month");
        s->calls = s->input_tokens = s->output_tokens = s->input_cost = s->output_cost = 0;
    }
    return 0;
}

/// Reads the new calls and adds a link, with nothing in place of their hash.
static int write_link(write_baseline *b) {
    int64_t last[8] = {0}, newest[6];
    sqlite3_stmt *read = b->statements[LAST_LINK];
    if (sqlite3_step(read) == SQLITE_ROW)
        for (int column = 0; column < 8; column++) last[column] = sqlite3_column_int64(read, column);
    sqlite3_reset(read);
    read = b->statements[LAST_ROWS];
    if (sqlite3_step(read) != SQLITE_ROW) return failed(b, "newest rows");
    for (int column = 0; column < 6; column++) newest[column] = sqlite3_column_int64(read, column);
    sqlite3_reset(read);
    if (memcmp(newest, last + 2, sizeof newest) == 0) return 0;
    read = b->statements[READ_CALLS];
    sqlite3_bind_int64(read, 1, last[5]);
    sqlite3_bind_int64(read, 2, newest[3]);
    int64_t sum = 0;
    while (sqlite3_step(read) == SQLITE_ROW)
        for (int column = 0; column < 28; column++) sum += sqlite3_column_int64(read, column);
    sqlite3_reset(read);
    static const char nothing[32];
    row r = start_row(b->statements[ADD_LINK]);
    add_integer(&r, last[0] + 1);
    add_integer(&r, b->now);
    for (int column = 0; column < 6; column++) add_integer(&r, newest[column]);
    sqlite3_bind_blob(r.statement, r.position++, nothing, sizeof nothing, SQLITE_STATIC);
    checksum_bytes(&r.sum, nothing, sizeof nothing, 4);
    return finish_row(&r);
}

static int count_pages(void *context, sqlite3 *database, const char *name, int pages) {
    (void)database;
    (void)name;
    write_baseline *b = context;
    b->pages += pages > b->pages_in_log ? pages - b->pages_in_log : pages;
    b->pages_in_log = pages;
    return SQLITE_OK;
}

static int begin(write_baseline *b) {
    if (finish(b->statements[BEGIN]) != 0) return failed(b, "begin");
    first_integer(b->statements[VERSION]);
    first_integer(b->statements[LAST_CHANGE]);
    sqlite3_bind_int64(b->statements[EXPIRED], 1, b->now);
    if (first_integer(b->statements[EXPIRED]) != 0) return failed(b, "expired");
    if (finish(b->statements[LEASES]) != 0) return failed(b, "leases");
    b->last_reservation = b->last_call = -1;
    return 0;
}

static int end(write_baseline *b) {
    if (write_rollups(b) != 0 || write_windows(b) != 0 || write_link(b) != 0) return failed(b, "sums");
    if (finish(b->statements[COMMIT]) != 0) return failed(b, "commit");
    if (b->pages_in_log < CHECKPOINT_PAGES) return 0;
    int code = sqlite3_wal_checkpoint_v2(b->database, NULL, SQLITE_CHECKPOINT_PASSIVE, NULL, NULL);
    return code == SQLITE_OK ? 0 : failed(b, "checkpoint");
}

// MARK: Opening

/// Reads what the file says about a series, from the call with which the ledger warmed it up.
static int read_series(write_baseline *b, int32_t index) {
    series_state *series = &b->series[index];
    char query[512];
    snprintf(
        query, sizeof query,
        "SELECT c.series, c.requested_model, c.status, c.cost_status, c.price, s.team, s.model, r.budgets, r.lease, "
        "r.time_to_live FROM call c JOIN reservation r ON r.number = c.reservation JOIN series s ON s.id = c.series "
        "WHERE c.id = 'warm-%d'", index);
    sqlite3_stmt *read = NULL;
    if (sqlite3_prepare_v2(b->database, query, -1, &read, NULL) != SQLITE_OK) return failed(b, "series");
    if (sqlite3_step(read) != SQLITE_ROW) return failed(b, "no such series");
    int64_t *const figures[7] = {
        &series->number, &series->requested_model, &series->status, &series->cost_status, &series->price,
        &series->team, &series->model};
    for (int column = 0; column < 7; column++) *figures[column] = sqlite3_column_int64(read, column);
    series->budget_names = strdup((const char *)sqlite3_column_text(read, 7));
    b->lease = sqlite3_column_int64(read, 8);
    b->time_to_live = sqlite3_column_int64(read, 9);
    sqlite3_finalize(read);
    return 0;
}

/// Finds the budgets whose names the reservations of a series list.
static int read_budgets(write_baseline *b, series_state *series) {
    char *names = strdup(series->budget_names), *rest = names, *name;
    sqlite3_stmt *read = NULL;
    const char *query = "SELECT id, limit_dollars FROM budget WHERE name = ? AND removed_at IS NULL";
    if (sqlite3_prepare_v2(b->database, query, -1, &read, NULL) != SQLITE_OK) return failed(b, "budgets");
    while ((name = strsep(&rest, "\n")) != NULL && series->budget_count < MAX_SCOPES) {
        sqlite3_bind_text(read, 1, name, -1, SQLITE_STATIC);
        if (sqlite3_step(read) != SQLITE_ROW) return failed(b, "no such budget");
        int64_t id = sqlite3_column_int64(read, 0);
        int32_t position = 0;
        while (position < b->budget_count && b->budgets[position].id != id) position++;
        if (position == MAX_BUDGETS) return failed(b, "too many budgets");
        if (position == b->budget_count) b->budget_count++;
        b->budgets[position].id = id;
        b->budgets[position].limit_dollars = sqlite3_column_int64(read, 1);
        series->budgets[series->budget_count++] = position;
        sqlite3_reset(read);
    }
    sqlite3_finalize(read);
    free(names);
    return 0;
}

static int open_database(write_baseline *b, const char *path) {
    if (sqlite3_open_v2(path, &b->database, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, NULL) != SQLITE_OK)
        return failed(b, path);
    sqlite3_wal_hook(b->database, count_pages, b);
    const char *settings = "PRAGMA synchronous = FULL; PRAGMA mmap_size = 0; PRAGMA cache_size = -16000;";
    if (sqlite3_exec(b->database, settings, NULL, NULL, NULL) != SQLITE_OK) return failed(b, "settings");
    for (int which = 0; which < STATEMENTS; which++)
        if (sqlite3_prepare_v3(
                b->database, sql[which], -1, SQLITE_PREPARE_PERSISTENT, &b->statements[which], NULL) != SQLITE_OK)
            return failed(b, sql[which]);
    return 0;
}

write_baseline *write_baseline_open(const char *path, const write_baseline_rates *rates, int32_t series_count) {
    write_baseline *b = calloc(1, sizeof *b);
    b->series = calloc((size_t)series_count, sizeof *b->series);
    b->series_count = series_count;
    int code = open_database(b, path);
    for (int32_t index = 0; code == 0 && index < series_count; index++) {
        b->series[index].rates = rates[index];
        code = read_series(b, index);
        if (code == 0) code = read_budgets(b, &b->series[index]);
    }
    if (code == 0) return b;
    write_baseline_close(b);
    return NULL;
}

void write_baseline_close(write_baseline *b) {
    for (int which = 0; which < STATEMENTS; which++) sqlite3_finalize(b->statements[which]);
    for (int32_t index = 0; index < b->series_count; index++) free(b->series[index].budget_names);
    free(b->series);
    sqlite3_close_v2(b->database);
    free(b);
}

int64_t write_baseline_pages(const write_baseline *b) {
    return b->pages;
}

// MARK: The run

static int64_t nanoseconds(void) {
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return time.tv_sec * 1000000000LL + time.tv_nsec;
}

/// Performs so many operations in one transaction.
static int transaction(write_baseline *b, const write_baseline_call *calls, const operation *waiting, int32_t count) {
    if (begin(b) != 0) return -1;
    for (int32_t index = 0; index < count; index++) {
        const write_baseline_call *call = &calls[waiting[index].call];
        int code = waiting[index].is_settlement ? settle(b, call) : reserve(b, call);
        if (code != 0) return -1;
    }
    return end(b);
}

int64_t write_baseline_run(
    write_baseline *b, const write_baseline_call *calls, int32_t count, int32_t in_flight, const int32_t *groups,
    int32_t group_count, int64_t now, int64_t *latencies
) {
    // Each call waits twice, so the queue never holds more than this, and never wraps around.
    operation *queue = calloc(2 * (size_t)count, sizeof *queue);
    int32_t first = 0, last = 0;
    for (; last < in_flight && last < count; last++) queue[last] = (operation){last, 0};
    int64_t transactions = 0, started = nanoseconds(), milliseconds = started / 1000000;
    b->pages = 0;
    for (; first < last; transactions++) {
        int32_t taken = last - first;
        if (transactions < group_count && groups[transactions] < taken) taken = groups[transactions];
        b->now = now + nanoseconds() / 1000000 - milliseconds;
        if (transaction(b, calls, queue + first, taken) != 0) {
            free(queue);
            return -1;
        }
        for (int32_t index = first; index < first + taken; index++) {
            operation done = queue[index];
            if (!done.is_settlement) {
                queue[last++] = (operation){done.call, 1};
            } else if (done.call + in_flight < count) {
                queue[last++] = (operation){done.call + in_flight, 0};
            }
            if (latencies == NULL || !done.is_settlement) continue;
            int64_t time = nanoseconds();
            latencies[done.call] = time - started;
            started = time;
        }
        first += taken;
    }
    free(queue);
    return transactions;
}
