#pragma once
#include "ledger_asset.h"

/// The files of `migrations/`, in order.
///
/// `count` receives how many there are.
const ledger_asset *_Nonnull ledger_migrations(size_t *_Nonnull count);
