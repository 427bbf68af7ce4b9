#pragma once
#include "ledger_asset.h"
#include "rate_card.h"
#include "migrations.h"
