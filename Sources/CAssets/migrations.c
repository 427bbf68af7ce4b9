#include "migrations.h"

static const unsigned char migration_0001[] = {
#embed "../../migrations/0001_ledger.sql"
};

static const ledger_asset migrations[] = {
    {"0001_ledger.sql", migration_0001, sizeof migration_0001},
};

const ledger_asset *ledger_migrations(size_t *count) {
    *count = sizeof migrations / sizeof migrations[0];
    return migrations;
}
