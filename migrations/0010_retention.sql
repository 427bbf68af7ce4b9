-- What was taken out of the ledger. A pruning has two rows: `begun` is written before the first of its rows goes, with what
-- stays of all that goes, and `finished` when the last has gone. Each row is in the chain, in the hash of link `link`.
-- The newest row holds: of the calls before `cut_at` and up to `last_call`, of their corrections, and of the answers to
-- reservation requests before `cut_at` and up to `last_reservation`, nothing is told any more. `seal` is the SHA-256 of
-- the rows of `pruned_month` and `pruned_links`; `ids` and `ids_seal`, known at the end, are the number of rows of
-- `pruned_id` and the SHA-256 of them. Only appended to.
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

-- What the calls of a month that were pruned add up to. The sums by hour are in `rollup_hour`, together with those of calls
-- that came later; `sha256` is that of the hourly sums of the pruned ones alone, by which they are told apart.
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

-- Links of the chain that cannot be computed again, because rows that they cover were pruned. `sha256` is that of the links
-- as they are, and of the rows that are left.
CREATE TABLE pruned_links (
    first_link INTEGER PRIMARY KEY,
    last_link INTEGER NOT NULL,
    sha256 BLOB NOT NULL,
    checksum INTEGER NOT NULL
) STRICT;

-- The ids and request ids of what was pruned, so that nothing is counted twice: 12 bytes of the SHA-256 of the id, and 4 of
-- that of the call's model and usage, or four zeros for an id without a call.
CREATE TABLE pruned_id (
    key BLOB PRIMARY KEY
) STRICT, WITHOUT ROWID;

-- What was recorded is never edited, and only goes as a pruning says that was begun.
DROP TRIGGER call_is_append_only_delete;
CREATE TRIGGER call_is_append_only_delete BEFORE DELETE ON call
WHEN NOT EXISTS (
    SELECT 1 FROM pruning WHERE link = (SELECT max(link) FROM pruning) AND step = 'begun'
    AND OLD.at < cut_at AND OLD.sequence <= last_call
)
BEGIN SELECT RAISE(ABORT, 'calls are append-only: record a correction'); END;
DROP TRIGGER correction_is_append_only_delete;
CREATE TRIGGER correction_is_append_only_delete BEFORE DELETE ON correction
WHEN NOT EXISTS (
    SELECT 1 FROM pruning JOIN call ON call.sequence = OLD.call
    WHERE link = (SELECT max(link) FROM pruning) AND step = 'begun'
    AND call.at < cut_at AND call.sequence <= last_call
)
BEGIN SELECT RAISE(ABORT, 'corrections are append-only'); END;
DROP TRIGGER call_detail_is_append_only_delete;
CREATE TRIGGER call_detail_is_append_only_delete BEFORE DELETE ON call_detail
WHEN NOT EXISTS (
    SELECT 1 FROM pruning JOIN reservation ON reservation.number = OLD.reservation
    WHERE link = (SELECT max(link) FROM pruning) AND step = 'begun'
    AND reservation.created_at < cut_at AND reservation.number <= last_reservation
)
BEGIN SELECT RAISE(ABORT, 'details are append-only'); END;
CREATE TRIGGER pruning_is_append_only_update BEFORE UPDATE ON pruning
BEGIN SELECT RAISE(ABORT, 'prunings are append-only'); END;
CREATE TRIGGER pruning_is_append_only_delete BEFORE DELETE ON pruning
BEGIN SELECT RAISE(ABORT, 'prunings are append-only'); END;
CREATE TRIGGER pruned_id_is_append_only_update BEFORE UPDATE ON pruned_id
BEGIN SELECT RAISE(ABORT, 'the ids of pruned calls stay'); END;
CREATE TRIGGER pruned_id_is_append_only_delete BEFORE DELETE ON pruned_id
BEGIN SELECT RAISE(ABORT, 'the ids of pruned calls stay'); END;
