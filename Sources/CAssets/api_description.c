#include "api_description.h"

static const unsigned char api_description[] = {
#embed "../../docs/openapi.json"
};

ledger_asset ledger_api_description(void) {
    return (ledger_asset){"openapi.json", api_description, sizeof api_description};
}
