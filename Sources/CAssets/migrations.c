#include "migrations.h"

static const unsigned char migration_0001[] = {
#embed "../../migrations/0001_ledger.sql"
};

static const unsigned char migration_0002[] = {
#embed "../../migrations/0002_details.sql"
};

static const unsigned char migration_0003[] = {
#embed "../../migrations/0003_gateway_keys.sql"
};

static const unsigned char migration_0004[] = {
#embed "../../migrations/0004_budget_policies.sql"
};

static const unsigned char migration_0005[] = {
#embed "../../migrations/0005_alerts.sql"
};

static const unsigned char migration_0006[] = {
#embed "../../migrations/0006_key_roles.sql"
};

static const unsigned char migration_0007[] = {
#embed "../../migrations/0007_chain.sql"
};

static const unsigned char migration_0008[] = {
#embed "../../migrations/0008_monthly_sums.sql"
};

static const unsigned char migration_0009[] = {
#embed "../../migrations/0009_team_and_model_sums.sql"
};

static const unsigned char migration_0010[] = {
#embed "../../migrations/0010_retention.sql"
};

static const ledger_asset migrations[] = {
    {"0001_ledger.sql", migration_0001, sizeof migration_0001},
    {"0002_details.sql", migration_0002, sizeof migration_0002},
    {"0003_gateway_keys.sql", migration_0003, sizeof migration_0003},
    {"0004_budget_policies.sql", migration_0004, sizeof migration_0004},
    {"0005_alerts.sql", migration_0005, sizeof migration_0005},
    {"0006_key_roles.sql", migration_0006, sizeof migration_0006},
    {"0007_chain.sql", migration_0007, sizeof migration_0007},
    {"0008_monthly_sums.sql", migration_0008, sizeof migration_0008},
    {"0009_team_and_model_sums.sql", migration_0009, sizeof migration_0009},
    {"0010_retention.sql", migration_0010, sizeof migration_0010},
};

const ledger_asset *ledger_migrations(size_t *count) {
    *count = sizeof migrations / sizeof migrations[0];
    return migrations;
}
