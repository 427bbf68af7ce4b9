#include "rate_card.h"

static const unsigned char rate_card[] = {
#embed "../../rates/2026-11-23.json"
};

ledger_asset ledger_rate_card(void) {
    return (ledger_asset){"rates/2026-11-23.json", rate_card, sizeof rate_card};
}
