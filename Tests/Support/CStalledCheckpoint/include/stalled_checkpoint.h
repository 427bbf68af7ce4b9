#pragma once
#include <stdbool.h>
#include <stdint.h>

/// A disk under SQLite on which a checkpoint stalls at its weakest moment: after it has looked at the write-ahead log's
/// index, before it copies. There SQLite up to 3.51.2 loses commits that restart the log meanwhile. (It shows that moment
/// only where another connection has committed since it looked last.)
///
/// It stands between SQLite and the operating system for the whole process, and looks only at databases whose path contains
/// `/stalled-checkpoint-`; all others never meet it. Their syncs do nothing: nobody loses power here.

/// What happened to one database.
typedef struct stalled_checkpoint_counts {
    /// How many checkpoints began.
    int64_t checkpoints;
    /// How often one of them was stalled.
    int64_t stalls;
    /// How many writes went to the log.
    int64_t log_writes;
    /// How many of these happened between the beginning and the end of a checkpoint.
    int64_t overlaps;
} stalled_checkpoint_counts;

/// Puts the disk under SQLite. Databases that are open already keep theirs. Doing it again changes nothing.
int stalled_checkpoint_install(void);

/// How long a checkpoint stalls, in microseconds: a random time in a range. `at_start`: also as soon as it begins.
void stalled_checkpoint_set_stall(uint32_t shortest, uint32_t longest, bool at_start);

/// What happened to a database since it was opened first.
stalled_checkpoint_counts stalled_checkpoint_count(const char *_Nonnull database);

/// Forgets a database that is closed.
void stalled_checkpoint_forget(const char *_Nonnull database);
