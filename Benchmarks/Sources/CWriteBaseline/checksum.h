#ifndef WRITE_BASELINE_CHECKSUM_H
#define WRITE_BASELINE_CHECKSUM_H

#include <stdint.h>
#include <string.h>

/// The checksum of a row as the ledger computes it.
typedef struct {
    uint64_t state;
} checksum;

static inline void checksum_mix(checksum *sum, uint64_t word) {
    sum->state = (sum->state ^ word) * 0x9FB21C651E98DF25u;
    sum->state ^= sum->state >> 32;
}

static inline checksum checksum_start(void) {
    return (checksum){0x9E3779B97F4A7C15u};
}

static inline void checksum_null(checksum *sum) {
    checksum_mix(sum, 1);
}

static inline void checksum_integer(checksum *sum, int64_t number) {
    checksum_mix(sum, 2);
    checksum_mix(sum, (uint64_t)number);
}

static inline void checksum_bytes(checksum *sum, const void *bytes, size_t count, uint64_t kind) {
    checksum_mix(sum, (uint64_t)count << 8 | kind);
    const uint8_t *start = bytes;
    size_t position = 0;
    for (; position + 8 <= count; position += 8) {
        uint64_t word;
        memcpy(&word, start + position, 8);
        checksum_mix(sum, word);
    }
    uint64_t rest = 0;
    for (; position < count; position += 1) rest = rest << 8 | start[position];
    checksum_mix(sum, rest);
}

#endif
