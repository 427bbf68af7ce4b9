#pragma once
#include "ledger_asset.h"

/// The rate card of `rates/` that the package ships.
ledger_asset ledger_rate_card(void);
