-- The keys that a gateway issued. No secret is among them: secrets are derived from a key file beside the ledger.
-- `models` has the models that may be called, separated by spaces; any where it is empty.
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

-- A key ends by being revoked, and never for other words than it was issued with.
CREATE TRIGGER gateway_key_is_kept BEFORE DELETE ON gateway_key
BEGIN SELECT RAISE(ABORT, 'keys are revoked, not deleted'); END;
CREATE TRIGGER gateway_key_is_fixed BEFORE UPDATE ON gateway_key
WHEN NEW.number IS NOT OLD.number OR NEW.id IS NOT OLD.id OR NEW.team IS NOT OLD.team
    OR NEW.callsite IS NOT OLD.callsite OR NEW.models IS NOT OLD.models OR NEW.created_at IS NOT OLD.created_at
    OR NEW.created_by IS NOT OLD.created_by OR NEW.expires_at IS NOT OLD.expires_at OR OLD.revoked_at IS NOT NULL
BEGIN SELECT RAISE(ABORT, 'keys are revoked, not changed'); END;
