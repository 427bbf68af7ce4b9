-- What somebody has to know, and what became of telling it. `identity` is what is told once; what has the same one is
-- counted. `next_attempt_at` is when the delivery may be attempted next, or when the claim of the present attempt ends.
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
CREATE UNIQUE INDEX alert_identity ON alert (identity);
CREATE INDEX alert_kind ON alert (kind, at);
CREATE INDEX alert_due ON alert (next_attempt_at) WHERE state = 'pending';
CREATE INDEX alert_unlogged ON alert (number) WHERE logged_at IS NULL;
