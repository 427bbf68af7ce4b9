#ifndef WRITE_BASELINE_H
#define WRITE_BASELINE_H

#include <stdint.h>

/// The write path of the ledger by hand in C, for comparison: the same statements in the same transactions on a file that
/// the ledger made, and no more care than they need. It leaves out the SHA-256 of the chain and the gate.
typedef struct write_baseline write_baseline;

/// One call as it is reserved and settled.
typedef struct {
    const char *_Nonnull id;
    const char *_Nonnull request_id;
    int32_t series;
    int64_t input_tokens;
    int64_t output_tokens;
    int64_t reserved_picodollars;
} write_baseline_call;

/// The rates of a series in picodollars for one token.
typedef struct {
    int64_t input_rate;
    int64_t output_rate;
} write_baseline_rates;

/// Opens a file in which the ledger has settled a call `warm-N` for each of the series. Answers NULL after a failure, which
/// is told on the standard error.
write_baseline *_Nullable write_baseline_open(
    const char *_Nonnull path, const write_baseline_rates *_Nonnull rates, int32_t series_count);

/// Reserves and settles calls, so many in flight, in transactions of so many operations. After the last of the groups, a
/// transaction takes all that waits. Where latencies are asked for, the nanoseconds from the start of each call's
/// reservation to the end of its settlement are written there.
///
/// Answers the number of transactions; -1 after a failure.
int64_t write_baseline_run(
    write_baseline *_Nonnull baseline, const write_baseline_call *_Nonnull calls, int32_t count, int32_t in_flight,
    const int32_t *_Nonnull groups, int32_t group_count, int64_t now, int64_t *_Nullable latencies);

void write_baseline_close(write_baseline *_Nonnull baseline);

/// The cost of durability alone: overwrites so many pages of a file in place and syncs it, as often as asked, and writes
/// the nanoseconds of each pair of these to `latencies`. Answers -1 after a failure.
int32_t write_baseline_sync(
    const char *_Nonnull path, int32_t pages, int32_t pairs, int64_t *_Nonnull latencies);

/// How many pages the file's write-ahead log was given by the last run, in all.
int64_t write_baseline_pages(const write_baseline *_Nonnull baseline);

#endif
