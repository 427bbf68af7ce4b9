#pragma once
#include <stdbool.h>
#include <stdint.h>

/// A disk under SQLite that fails when told to, and that knows what would be left of its files after a power loss.
///
/// It stands between SQLite and the operating system for the whole process, and looks only at files whose path contains
/// `/faulty-disk-`; all others pass through. One test at a time may use it.

/// What fails.
typedef enum faulty_disk_fault {
    faulty_disk_fault_none,
    /// A write fails with an input/output error.
    faulty_disk_fault_write,
    /// A write finds the disk full.
    faulty_disk_fault_full,
    /// A write writes its first half only, and fails.
    faulty_disk_fault_short_write,
    /// A sync fails.
    faulty_disk_fault_sync,
    /// A read fails with an input/output error.
    faulty_disk_fault_read,
    /// A truncation fails with an input/output error.
    faulty_disk_fault_truncate,
} faulty_disk_fault;

/// Puts the disk under SQLite. Databases that are open already keep theirs. Doing it again changes nothing.
int faulty_disk_install(void);

/// Lets the operation with a number fail, counted from one among those of its kind; `persists`: and all after it.
void faulty_disk_arm(faulty_disk_fault fault, int64_t number, bool persists);

/// Stops failing. Returns whether something failed since it was armed.
bool faulty_disk_disarm(void);

/// Starts to note what is synced, from files that are at rest. `lies`: syncs do nothing and say that they did.
void faulty_disk_track(bool lies);

/// Writes the files as a power loss might leave them now: what was synced, and a part of the rest, by sectors of 512
/// bytes, chosen by the seed.
///
/// Returns zero, or a number that is not.
int faulty_disk_lose_power(const char *_Nonnull directory, uint64_t seed);

/// Loses power before operations of the disk that the seed chooses, one in `interval` on average, until `images` were
/// left in `directory/0`, `directory/1` and so on. The directories must be there.
void faulty_disk_lose_power_often(const char *_Nonnull directory, uint64_t seed, int interval, int images);

/// Notes that one more operation was acknowledged. Call it before anything that the acknowledgement allows.
void faulty_disk_acknowledge(void);

/// How many images were left since `faulty_disk_lose_power_often`.
int faulty_disk_images(void);

/// How many operations were acknowledged when an image was left.
int64_t faulty_disk_acknowledged(int image);

/// Stops noting.
void faulty_disk_forget(void);
