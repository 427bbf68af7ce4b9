-- A chain over what was recorded: each commit that added rows adds a link with the SHA-256 of these rows and of the link
-- before it. The columns `last_…` say up to where the rows of each table are in the chain. The first link covers
-- everything that was there when the chain began. Only appended to.
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

-- What was recorded is never edited.
CREATE TRIGGER chain_link_is_append_only_update BEFORE UPDATE ON chain_link
BEGIN SELECT RAISE(ABORT, 'the chain is append-only'); END;
CREATE TRIGGER chain_link_is_append_only_delete BEFORE DELETE ON chain_link
BEGIN SELECT RAISE(ABORT, 'the chain is append-only'); END;
