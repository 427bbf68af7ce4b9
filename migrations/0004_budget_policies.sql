-- What becomes of calls that a budget has no room for: `fallback MODEL` or `shrink TOKENS`. A budget without a row
-- refuses them.
CREATE TABLE budget_policy (
    budget INTEGER PRIMARY KEY REFERENCES budget,
    policy TEXT NOT NULL,
    checksum INTEGER NOT NULL
) STRICT;

-- What the budgets that refused a request agreed on instead. A refusal without a row is nothing but that.
CREATE TABLE refusal_policy (
    reservation INTEGER PRIMARY KEY REFERENCES reservation,
    policy TEXT NOT NULL,
    checksum INTEGER NOT NULL
) STRICT;
