CREATE TRIGGER budget_change_is_append_only_delete BEFORE DELETE ON budget_change
BEGIN SELECT RAISE(ABORT, 'the audit trail is append-only'); END;
CREATE TRIGGER budget_change_is_append_only_update BEFORE UPDATE ON budget_change
BEGIN SELECT RAISE(ABORT, 'the audit trail is append-only'); END;
CREATE TRIGGER call_detail_is_append_only_delete BEFORE DELETE ON call_detail
WHEN NOT EXISTS (
    SELECT 1 FROM pruning JOIN reservation ON reservation.number = OLD.reservation
    WHERE link = (SELECT max(link) FROM pruning) AND step = 'begun'
    AND reservation.created_at < cut_at AND reservation.number <= last_reservation
)
BEGIN SELECT RAISE(ABORT, 'details are append-only'); END;
CREATE TRIGGER call_detail_is_append_only_update BEFORE UPDATE ON call_detail
BEGIN SELECT RAISE(ABORT, 'details are append-only'); END;
CREATE TRIGGER call_is_append_only_delete BEFORE DELETE ON call
WHEN NOT EXISTS (
    SELECT 1 FROM pruning WHERE link = (SELECT max(link) FROM pruning) AND step = 'begun'
    AND OLD.at < cut_at AND OLD.sequence <= last_call
)
BEGIN SELECT RAISE(ABORT, 'calls are append-only: record a correction'); END;
CREATE TRIGGER call_is_append_only_update BEFORE UPDATE ON call
BEGIN SELECT RAISE(ABORT, 'calls are append-only: record a correction'); END;
CREATE TRIGGER chain_link_is_append_only_delete BEFORE DELETE ON chain_link
BEGIN SELECT RAISE(ABORT, 'the chain is append-only'); END;
CREATE TRIGGER chain_link_is_append_only_update BEFORE UPDATE ON chain_link
BEGIN SELECT RAISE(ABORT, 'the chain is append-only'); END;
CREATE TRIGGER correction_is_append_only_delete BEFORE DELETE ON correction
WHEN NOT EXISTS (
    SELECT 1 FROM pruning JOIN call ON call.sequence = OLD.call
    WHERE link = (SELECT max(link) FROM pruning) AND step = 'begun'
    AND call.at < cut_at AND call.sequence <= last_call
)
BEGIN SELECT RAISE(ABORT, 'corrections are append-only'); END;
CREATE TRIGGER correction_is_append_only_update BEFORE UPDATE ON correction
BEGIN SELECT RAISE(ABORT, 'corrections are append-only'); END;
CREATE TRIGGER gateway_key_is_fixed BEFORE UPDATE ON gateway_key
WHEN NEW.number IS NOT OLD.number OR NEW.id IS NOT OLD.id OR NEW.team IS NOT OLD.team
    OR NEW.callsite IS NOT OLD.callsite OR NEW.models IS NOT OLD.models OR NEW.created_at IS NOT OLD.created_at
    OR NEW.created_by IS NOT OLD.created_by OR NEW.expires_at IS NOT OLD.expires_at OR OLD.revoked_at IS NOT NULL
BEGIN SELECT RAISE(ABORT, 'keys are revoked, not changed'); END;
CREATE TRIGGER gateway_key_is_kept BEFORE DELETE ON gateway_key
BEGIN SELECT RAISE(ABORT, 'keys are revoked, not deleted'); END;
CREATE TRIGGER gateway_key_role_is_fixed BEFORE UPDATE ON gateway_key_role
BEGIN SELECT RAISE(ABORT, 'keys are revoked, not changed'); END;
CREATE TRIGGER gateway_key_role_is_kept BEFORE DELETE ON gateway_key_role
BEGIN SELECT RAISE(ABORT, 'keys are revoked, not deleted'); END;
CREATE TRIGGER pruned_id_is_append_only_delete BEFORE DELETE ON pruned_id
BEGIN SELECT RAISE(ABORT, 'the ids of pruned calls stay'); END;
CREATE TRIGGER pruned_id_is_append_only_update BEFORE UPDATE ON pruned_id
BEGIN SELECT RAISE(ABORT, 'the ids of pruned calls stay'); END;
CREATE TRIGGER pruning_is_append_only_delete BEFORE DELETE ON pruning
BEGIN SELECT RAISE(ABORT, 'prunings are append-only'); END;
CREATE TRIGGER pruning_is_append_only_update BEFORE UPDATE ON pruning
BEGIN SELECT RAISE(ABORT, 'prunings are append-only'); END;
CREATE TABLE accepted_content (
    id TEXT NOT NULL,
    fingerprint BLOB NOT NULL,
    PRIMARY KEY (id, fingerprint)
) STRICT, WITHOUT ROWID;
CREATE TABLE alert (
    number INTEGER PRIMARY KEY,
    id TEXT NOT NULL,
    identity TEXT NOT NULL,
    kind TEXT NOT NULL,
    at INTEGER NOT NULL,
    last_at INTEGER NOT NULL,
    count INTEGER NOT NULL CHECK (count > 0),
    budget TEXT,
    window_starts_at INTEGER,
    resets_at INTEGER,
    limit_dollars INTEGER,
    limit_picodollars INTEGER,
    spent_dollars INTEGER,
    spent_picodollars INTEGER,
    reserved_dollars INTEGER,
    reserved_picodollars INTEGER,
    threshold INTEGER,
    model TEXT,
    logged_at INTEGER,
    state TEXT NOT NULL CHECK (state IN ('pending', 'delivered', 'failed')),
    attempts INTEGER NOT NULL,
    next_attempt_at INTEGER NOT NULL,
    last_error TEXT,
    ended_at INTEGER,
    checksum INTEGER NOT NULL
) STRICT;
CREATE TABLE budget (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL,
    team TEXT,
    callsite TEXT,
    model TEXT,
    user TEXT,
    tags TEXT NOT NULL,
    limit_dollars INTEGER NOT NULL,
    limit_picodollars INTEGER NOT NULL CHECK (limit_picodollars BETWEEN 0 AND 999999999999),
    period TEXT NOT NULL,
    time_zone TEXT NOT NULL,
    enforcement TEXT NOT NULL,
    warn_at TEXT NOT NULL,
    unpriced TEXT NOT NULL,
    removed_at INTEGER,
    checksum INTEGER NOT NULL
) STRICT;
CREATE TABLE budget_change (
    id INTEGER PRIMARY KEY,
    budget TEXT NOT NULL,
    at INTEGER NOT NULL,
    actor TEXT NOT NULL,
    kind TEXT NOT NULL,
    summary TEXT NOT NULL,
    checksum INTEGER NOT NULL
) STRICT;
CREATE TABLE budget_policy (
    budget INTEGER PRIMARY KEY REFERENCES budget,
    policy TEXT NOT NULL,
    checksum INTEGER NOT NULL
) STRICT;
CREATE TABLE budget_raise (
    id INTEGER PRIMARY KEY,
    budget INTEGER NOT NULL REFERENCES budget,
    dollars INTEGER NOT NULL,
    picodollars INTEGER NOT NULL CHECK (picodollars BETWEEN 0 AND 999999999999),
    until INTEGER NOT NULL,
    reason TEXT NOT NULL,
    checksum INTEGER NOT NULL
) STRICT;
CREATE TABLE budget_window (
    budget INTEGER NOT NULL REFERENCES budget,
    starts_at INTEGER NOT NULL,
    ends_at INTEGER NOT NULL,
    spent_dollars INTEGER NOT NULL,
    spent_picodollars INTEGER NOT NULL CHECK (spent_picodollars BETWEEN 0 AND 999999999999),
    estimated_dollars INTEGER NOT NULL,
    estimated_picodollars INTEGER NOT NULL CHECK (estimated_picodollars BETWEEN 0 AND 999999999999),
    reserved_dollars INTEGER NOT NULL CHECK (reserved_dollars >= 0),
    reserved_picodollars INTEGER NOT NULL CHECK (reserved_picodollars BETWEEN 0 AND 999999999999),
    unpriced_calls INTEGER NOT NULL,
    checksum INTEGER NOT NULL,
    PRIMARY KEY (budget, starts_at)
) STRICT, WITHOUT ROWID;
CREATE TABLE call (
    sequence INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    at INTEGER NOT NULL,
    series INTEGER NOT NULL REFERENCES series,
    requested_model INTEGER NOT NULL REFERENCES text,
    reservation INTEGER REFERENCES reservation,
    request_id TEXT UNIQUE,
    status INTEGER NOT NULL REFERENCES text,
    cost_status INTEGER NOT NULL REFERENCES text,
    reason INTEGER REFERENCES text,
    price INTEGER NOT NULL REFERENCES price,
    input INTEGER NOT NULL,
    cache_read INTEGER NOT NULL,
    cache_write_5m INTEGER NOT NULL,
    cache_write_1h INTEGER NOT NULL,
    output INTEGER NOT NULL,
    other_usage TEXT,
    line_quantities TEXT,
    fresh_input_cost INTEGER NOT NULL,
    cached_input_cost INTEGER NOT NULL,
    cache_write_cost INTEGER NOT NULL,
    output_cost INTEGER NOT NULL,
    other_cost INTEGER NOT NULL,
    estimate INTEGER CHECK (estimate >= 0),
    is_estimated INTEGER NOT NULL CHECK (is_estimated IN (0, 1)),
    latency INTEGER,
    overshoot INTEGER NOT NULL CHECK (overshoot >= 0),
    checksum INTEGER NOT NULL
) STRICT;
CREATE TABLE call_detail (
    reservation INTEGER PRIMARY KEY REFERENCES reservation,
    line INTEGER,
    origin INTEGER REFERENCES text,
    input_bytes INTEGER,
    input_tokens INTEGER,
    history INTEGER REFERENCES input_history,
    adjustment TEXT,
    answered_by INTEGER,
    attempts TEXT,
    checksum INTEGER NOT NULL
) STRICT;
CREATE TABLE chain_link (
    number INTEGER PRIMARY KEY,
    committed_at INTEGER NOT NULL,
    last_text INTEGER NOT NULL,
    last_series INTEGER NOT NULL,
    last_price INTEGER NOT NULL,
    last_call INTEGER NOT NULL,
    last_correction INTEGER NOT NULL,
    last_budget_change INTEGER NOT NULL,
    sha256 BLOB NOT NULL,
    checksum INTEGER NOT NULL
) STRICT;
CREATE TABLE correction (
    sequence INTEGER PRIMARY KEY,
    call INTEGER NOT NULL REFERENCES call,
    number INTEGER NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('replacement', 'cancellation', 'repricing')),
    recorded_at INTEGER NOT NULL,
    request_id TEXT,
    status INTEGER NOT NULL REFERENCES text,
    cost_status INTEGER NOT NULL REFERENCES text,
    reason INTEGER REFERENCES text,
    price INTEGER NOT NULL REFERENCES price,
    input INTEGER NOT NULL,
    cache_read INTEGER NOT NULL,
    cache_write_5m INTEGER NOT NULL,
    cache_write_1h INTEGER NOT NULL,
    output INTEGER NOT NULL,
    other_usage TEXT,
    line_quantities TEXT,
    fresh_input_cost INTEGER NOT NULL,
    cached_input_cost INTEGER NOT NULL,
    cache_write_cost INTEGER NOT NULL,
    output_cost INTEGER NOT NULL,
    other_cost INTEGER NOT NULL,
    estimate INTEGER CHECK (estimate >= 0),
    is_estimated INTEGER NOT NULL CHECK (is_estimated IN (0, 1)),
    latency INTEGER,
    overshoot INTEGER NOT NULL CHECK (overshoot >= 0),
    checksum INTEGER NOT NULL
) STRICT;
CREATE TABLE counted_elsewhere (
    id TEXT PRIMARY KEY,
    call INTEGER NOT NULL REFERENCES call,
    checksum INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE gateway_key (
    number INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    team TEXT NOT NULL,
    callsite TEXT,
    models TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    created_by TEXT NOT NULL,
    expires_at INTEGER,
    revoked_at INTEGER,
    revoked_by TEXT,
    checksum INTEGER NOT NULL
) STRICT;
CREATE TABLE gateway_key_role (
    key INTEGER PRIMARY KEY REFERENCES gateway_key,
    role TEXT NOT NULL,
    checksum INTEGER NOT NULL
) STRICT;
CREATE TABLE input_history (
    id INTEGER PRIMARY KEY,
    starts_at INTEGER NOT NULL,
    model INTEGER NOT NULL REFERENCES text,
    callsite INTEGER NOT NULL REFERENCES text,
    samples INTEGER NOT NULL CHECK (samples >= 0),
    tokens_per_million_bytes INTEGER NOT NULL CHECK (tokens_per_million_bytes >= 0),
    checksum INTEGER NOT NULL
) STRICT;
CREATE TABLE lease (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE,
    boot_id TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    closed_at INTEGER
) STRICT;
CREATE TABLE migration (
    version INTEGER PRIMARY KEY,
    name TEXT NOT NULL,
    sha256 BLOB NOT NULL,
    applied_at INTEGER NOT NULL
) STRICT;
CREATE TABLE price (
    id INTEGER PRIMARY KEY,
    rates_version INTEGER NOT NULL REFERENCES text,
    scope INTEGER REFERENCES text,
    tier INTEGER NOT NULL REFERENCES text,
    rates TEXT NOT NULL,
    checksum INTEGER NOT NULL
) STRICT;
CREATE TABLE pruned_id (
    key BLOB PRIMARY KEY
) STRICT, WITHOUT ROWID;
CREATE TABLE pruned_links (
    first_link INTEGER PRIMARY KEY,
    last_link INTEGER NOT NULL,
    sha256 BLOB NOT NULL,
    checksum INTEGER NOT NULL
) STRICT;
CREATE TABLE pruned_month (
    starts_at INTEGER PRIMARY KEY,
    calls INTEGER NOT NULL,
    cost_dollars INTEGER NOT NULL,
    cost_picodollars INTEGER NOT NULL CHECK (cost_picodollars BETWEEN 0 AND 999999999999),
    estimated_dollars INTEGER NOT NULL,
    estimated_picodollars INTEGER NOT NULL CHECK (estimated_picodollars BETWEEN 0 AND 999999999999),
    unpriced_calls INTEGER NOT NULL,
    sha256 BLOB NOT NULL,
    checksum INTEGER NOT NULL
) STRICT;
CREATE TABLE pruning (
    link INTEGER PRIMARY KEY,
    number INTEGER NOT NULL,
    step TEXT NOT NULL CHECK (step IN ('begun', 'finished')),
    at INTEGER NOT NULL,
    actor TEXT NOT NULL,
    cut_at INTEGER NOT NULL,
    last_call INTEGER NOT NULL,
    last_correction INTEGER NOT NULL,
    last_reservation INTEGER NOT NULL,
    calls INTEGER NOT NULL,
    corrections INTEGER NOT NULL,
    reservations INTEGER NOT NULL,
    cost_dollars INTEGER NOT NULL,
    cost_picodollars INTEGER NOT NULL CHECK (cost_picodollars BETWEEN 0 AND 999999999999),
    archive BLOB,
    seal BLOB NOT NULL,
    ids INTEGER,
    ids_seal BLOB,
    checksum INTEGER NOT NULL
) STRICT;
CREATE TABLE refusal (
    reservation INTEGER PRIMARY KEY REFERENCES reservation,
    budget TEXT NOT NULL,
    cause TEXT NOT NULL,
    limit_dollars INTEGER NOT NULL,
    limit_picodollars INTEGER NOT NULL CHECK (limit_picodollars BETWEEN 0 AND 999999999999),
    spent_dollars INTEGER NOT NULL,
    spent_picodollars INTEGER NOT NULL CHECK (spent_picodollars BETWEEN 0 AND 999999999999),
    reserved_dollars INTEGER NOT NULL,
    reserved_picodollars INTEGER NOT NULL CHECK (reserved_picodollars BETWEEN 0 AND 999999999999),
    resets_at INTEGER,
    checksum INTEGER NOT NULL
) STRICT;
CREATE TABLE refusal_policy (
    reservation INTEGER PRIMARY KEY REFERENCES reservation,
    policy TEXT NOT NULL,
    checksum INTEGER NOT NULL
) STRICT;
CREATE TABLE reservation (
    number INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    series INTEGER NOT NULL REFERENCES series,
    requested_model INTEGER NOT NULL REFERENCES text,
    amount INTEGER CHECK (amount >= 0),
    unpriced_reason INTEGER REFERENCES text,
    lease INTEGER REFERENCES lease,
    time_to_live INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    expires_at INTEGER NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('open', 'settled', 'released', 'expired', 'refused')),
    budgets TEXT NOT NULL,
    checksum INTEGER NOT NULL
) STRICT;
CREATE TABLE rollup_day (
    starts_at INTEGER NOT NULL,
    series INTEGER NOT NULL REFERENCES series,
    calls INTEGER NOT NULL,
    input_tokens INTEGER NOT NULL,
    cache_read_tokens INTEGER NOT NULL,
    cache_write_tokens INTEGER NOT NULL,
    output_tokens INTEGER NOT NULL,
    fresh_input_dollars INTEGER NOT NULL,
    fresh_input_picodollars INTEGER NOT NULL,
    cached_input_dollars INTEGER NOT NULL,
    cached_input_picodollars INTEGER NOT NULL,
    cache_write_dollars INTEGER NOT NULL,
    cache_write_picodollars INTEGER NOT NULL,
    output_dollars INTEGER NOT NULL,
    output_picodollars INTEGER NOT NULL,
    other_dollars INTEGER NOT NULL,
    other_picodollars INTEGER NOT NULL,
    estimated_dollars INTEGER NOT NULL,
    estimated_picodollars INTEGER NOT NULL,
    unpriced_calls INTEGER NOT NULL,
    checksum INTEGER NOT NULL,
    PRIMARY KEY (starts_at, series)
) STRICT, WITHOUT ROWID;
CREATE TABLE rollup_hour (
    starts_at INTEGER NOT NULL,
    series INTEGER NOT NULL REFERENCES series,
    calls INTEGER NOT NULL,
    input_tokens INTEGER NOT NULL,
    cache_read_tokens INTEGER NOT NULL,
    cache_write_tokens INTEGER NOT NULL,
    output_tokens INTEGER NOT NULL,
    fresh_input_dollars INTEGER NOT NULL,
    fresh_input_picodollars INTEGER NOT NULL,
    cached_input_dollars INTEGER NOT NULL,
    cached_input_picodollars INTEGER NOT NULL,
    cache_write_dollars INTEGER NOT NULL,
    cache_write_picodollars INTEGER NOT NULL,
    output_dollars INTEGER NOT NULL,
    output_picodollars INTEGER NOT NULL,
    other_dollars INTEGER NOT NULL,
    other_picodollars INTEGER NOT NULL,
    estimated_dollars INTEGER NOT NULL,
    estimated_picodollars INTEGER NOT NULL,
    unpriced_calls INTEGER NOT NULL,
    checksum INTEGER NOT NULL,
    PRIMARY KEY (starts_at, series)
) STRICT, WITHOUT ROWID;
CREATE TABLE rollup_model_day (
    starts_at INTEGER NOT NULL,
    model INTEGER NOT NULL REFERENCES text,
    calls INTEGER NOT NULL,
    input_tokens INTEGER NOT NULL,
    cache_read_tokens INTEGER NOT NULL,
    cache_write_tokens INTEGER NOT NULL,
    output_tokens INTEGER NOT NULL,
    fresh_input_dollars INTEGER NOT NULL,
    fresh_input_picodollars INTEGER NOT NULL,
    cached_input_dollars INTEGER NOT NULL,
    cached_input_picodollars INTEGER NOT NULL,
    cache_write_dollars INTEGER NOT NULL,
    cache_write_picodollars INTEGER NOT NULL,
    output_dollars INTEGER NOT NULL,
    output_picodollars INTEGER NOT NULL,
    other_dollars INTEGER NOT NULL,
    other_picodollars INTEGER NOT NULL,
    estimated_dollars INTEGER NOT NULL,
    estimated_picodollars INTEGER NOT NULL,
    unpriced_calls INTEGER NOT NULL,
    checksum INTEGER NOT NULL,
    PRIMARY KEY (starts_at, model)
) STRICT, WITHOUT ROWID;
CREATE TABLE rollup_model_hour (
    starts_at INTEGER NOT NULL,
    model INTEGER NOT NULL REFERENCES text,
    calls INTEGER NOT NULL,
    input_tokens INTEGER NOT NULL,
    cache_read_tokens INTEGER NOT NULL,
    cache_write_tokens INTEGER NOT NULL,
    output_tokens INTEGER NOT NULL,
    fresh_input_dollars INTEGER NOT NULL,
    fresh_input_picodollars INTEGER NOT NULL,
    cached_input_dollars INTEGER NOT NULL,
    cached_input_picodollars INTEGER NOT NULL,
    cache_write_dollars INTEGER NOT NULL,
    cache_write_picodollars INTEGER NOT NULL,
    output_dollars INTEGER NOT NULL,
    output_picodollars INTEGER NOT NULL,
    other_dollars INTEGER NOT NULL,
    other_picodollars INTEGER NOT NULL,
    estimated_dollars INTEGER NOT NULL,
    estimated_picodollars INTEGER NOT NULL,
    unpriced_calls INTEGER NOT NULL,
    checksum INTEGER NOT NULL,
    PRIMARY KEY (starts_at, model)
) STRICT, WITHOUT ROWID;
CREATE TABLE rollup_month (
    starts_at INTEGER NOT NULL,
    series INTEGER NOT NULL REFERENCES series,
    calls INTEGER NOT NULL,
    input_tokens INTEGER NOT NULL,
    cache_read_tokens INTEGER NOT NULL,
    cache_write_tokens INTEGER NOT NULL,
    output_tokens INTEGER NOT NULL,
    fresh_input_dollars INTEGER NOT NULL,
    fresh_input_picodollars INTEGER NOT NULL,
    cached_input_dollars INTEGER NOT NULL,
    cached_input_picodollars INTEGER NOT NULL,
    cache_write_dollars INTEGER NOT NULL,
    cache_write_picodollars INTEGER NOT NULL,
    output_dollars INTEGER NOT NULL,
    output_picodollars INTEGER NOT NULL,
    other_dollars INTEGER NOT NULL,
    other_picodollars INTEGER NOT NULL,
    estimated_dollars INTEGER NOT NULL,
    estimated_picodollars INTEGER NOT NULL,
    unpriced_calls INTEGER NOT NULL,
    checksum INTEGER NOT NULL,
    PRIMARY KEY (starts_at, series)
) STRICT, WITHOUT ROWID;
CREATE TABLE rollup_team_day (
    starts_at INTEGER NOT NULL,
    team INTEGER NOT NULL REFERENCES text,
    calls INTEGER NOT NULL,
    input_tokens INTEGER NOT NULL,
    cache_read_tokens INTEGER NOT NULL,
    cache_write_tokens INTEGER NOT NULL,
    output_tokens INTEGER NOT NULL,
    fresh_input_dollars INTEGER NOT NULL,
    fresh_input_picodollars INTEGER NOT NULL,
    cached_input_dollars INTEGER NOT NULL,
    cached_input_picodollars INTEGER NOT NULL,
    cache_write_dollars INTEGER NOT NULL,
    cache_write_picodollars INTEGER NOT NULL,
    output_dollars INTEGER NOT NULL,
    output_picodollars INTEGER NOT NULL,
    other_dollars INTEGER NOT NULL,
    other_picodollars INTEGER NOT NULL,
    estimated_dollars INTEGER NOT NULL,
    estimated_picodollars INTEGER NOT NULL,
    unpriced_calls INTEGER NOT NULL,
    checksum INTEGER NOT NULL,
    PRIMARY KEY (starts_at, team)
) STRICT, WITHOUT ROWID;
CREATE TABLE rollup_team_hour (
    starts_at INTEGER NOT NULL,
    team INTEGER NOT NULL REFERENCES text,
    calls INTEGER NOT NULL,
    input_tokens INTEGER NOT NULL,
    cache_read_tokens INTEGER NOT NULL,
    cache_write_tokens INTEGER NOT NULL,
    output_tokens INTEGER NOT NULL,
    fresh_input_dollars INTEGER NOT NULL,
    fresh_input_picodollars INTEGER NOT NULL,
    cached_input_dollars INTEGER NOT NULL,
    cached_input_picodollars INTEGER NOT NULL,
    cache_write_dollars INTEGER NOT NULL,
    cache_write_picodollars INTEGER NOT NULL,
    output_dollars INTEGER NOT NULL,
    output_picodollars INTEGER NOT NULL,
    other_dollars INTEGER NOT NULL,
    other_picodollars INTEGER NOT NULL,
    estimated_dollars INTEGER NOT NULL,
    estimated_picodollars INTEGER NOT NULL,
    unpriced_calls INTEGER NOT NULL,
    checksum INTEGER NOT NULL,
    PRIMARY KEY (starts_at, team)
) STRICT, WITHOUT ROWID;
CREATE TABLE series (
    id INTEGER PRIMARY KEY,
    team INTEGER NOT NULL REFERENCES text,
    callsite INTEGER NOT NULL REFERENCES text,
    user INTEGER REFERENCES text,
    tags INTEGER NOT NULL REFERENCES text,
    model INTEGER NOT NULL REFERENCES text,
    region INTEGER REFERENCES text,
    operation INTEGER NOT NULL REFERENCES text,
    checksum INTEGER NOT NULL
) STRICT;
CREATE TABLE text (
    id INTEGER PRIMARY KEY,
    value TEXT NOT NULL UNIQUE,
    checksum INTEGER NOT NULL
) STRICT;
CREATE INDEX alert_due ON alert (next_attempt_at) WHERE state = 'pending';
CREATE UNIQUE INDEX alert_identity ON alert (identity);
CREATE INDEX alert_kind ON alert (kind, at);
CREATE INDEX alert_unlogged ON alert (number) WHERE logged_at IS NULL;
CREATE INDEX budget_change_budget ON budget_change (budget, id);
CREATE UNIQUE INDEX budget_name ON budget (name) WHERE removed_at IS NULL;
CREATE INDEX budget_raise_until ON budget_raise (budget, until);
CREATE INDEX call_at ON call (at);
CREATE UNIQUE INDEX correction_call ON correction (call, number);
CREATE INDEX correction_request_id ON correction (request_id) WHERE request_id IS NOT NULL;
CREATE UNIQUE INDEX input_history_key ON input_history (model, callsite, starts_at);
CREATE INDEX lease_open ON lease (id) WHERE closed_at IS NULL;
CREATE UNIQUE INDEX price_key ON price (rates_version, coalesce(scope, 0), tier, rates);
CREATE INDEX reservation_expiry ON reservation (expires_at) WHERE state = 'open' AND lease IS NULL;
CREATE INDEX reservation_lease ON reservation (lease) WHERE state = 'open';
CREATE INDEX reservation_open ON reservation (number) WHERE state = 'open';
CREATE INDEX reservation_refused ON reservation (created_at, number) WHERE state = 'refused';
CREATE UNIQUE INDEX series_key
    ON series (team, callsite, coalesce(user, 0), tags, model, coalesce(region, 0), operation);
