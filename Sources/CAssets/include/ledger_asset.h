#pragma once
#include <stddef.h>

/// A file that was compiled into the binary. Arrays of unknown bound do not import into Swift, so it is handed out as a
/// pointer and a size; both live as long as the process.
typedef struct ledger_asset {
    const char *_Nonnull name;
    const unsigned char *_Nonnull bytes;
    size_t size;
} ledger_asset;
