-- What a key may do besides making calls. A key without a row here makes calls, and its team pays for them; one with the role
-- of a reader or an administrator belongs to no team, and its column `team` is empty.
CREATE TABLE gateway_key_role (
    key INTEGER PRIMARY KEY REFERENCES gateway_key,
    role TEXT NOT NULL,
    checksum INTEGER NOT NULL
) STRICT;

CREATE TRIGGER gateway_key_role_is_kept BEFORE DELETE ON gateway_key_role
BEGIN SELECT RAISE(ABORT, 'keys are revoked, not deleted'); END;
CREATE TRIGGER gateway_key_role_is_fixed BEFORE UPDATE ON gateway_key_role
BEGIN SELECT RAISE(ABORT, 'keys are revoked, not changed'); END;
