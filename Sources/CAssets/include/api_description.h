#pragma once
#include "ledger_asset.h"

/// The OpenAPI document of the gateway's API.
ledger_asset ledger_api_description(void);
