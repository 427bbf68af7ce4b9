#pragma once
#include "ledger_asset.h"
#include "api_description.h"
#include "rate_card.h"
#include "migrations.h"
