-- What is kept beside a call, and the history of input tokens that follows from it.

-- How many input tokens the calls of one callsite to one model had for each byte sent, by month (UTC): the number of
-- calls and the largest ratio, in tokens for a million bytes. It follows from `call_detail`.
CREATE TABLE input_history (
    id INTEGER PRIMARY KEY,
    starts_at INTEGER NOT NULL,
    model INTEGER NOT NULL REFERENCES text,
    callsite INTEGER NOT NULL REFERENCES text,
    samples INTEGER NOT NULL CHECK (samples >= 0),
    tokens_per_million_bytes INTEGER NOT NULL CHECK (tokens_per_million_bytes >= 0),
    checksum INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX input_history_key ON input_history (model, callsite, starts_at);

-- What is kept beside the call of a reservation. Only appended to. `history` is where the call was counted and
-- `input_tokens` with how many tokens; both are null where it was not. `attempts` has a line for each attempt; the
-- request id of the attempt `answered_by` is that of the row in `call`.
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

-- Lists of refusals, newest first.
CREATE INDEX reservation_refused ON reservation (created_at, number) WHERE state = 'refused';

-- What was recorded is never edited.
CREATE TRIGGER call_detail_is_append_only_update BEFORE UPDATE ON call_detail
BEGIN SELECT RAISE(ABORT, 'details are append-only'); END;
CREATE TRIGGER call_detail_is_append_only_delete BEFORE DELETE ON call_detail
BEGIN SELECT RAISE(ABORT, 'details are append-only'); END;
