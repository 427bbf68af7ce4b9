// For the clock and the strings of POSIX, which strict C leaves out.
#define _POSIX_C_SOURCE 200809L

#include "stalled_checkpoint.h"

#include <pthread.h>
#include <sqlite3.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

// The lock of the log's index that a checkpoint holds from beginning to end; the number is part of SQLite's file format.
enum { checkpoint_lock = 1, maximum_databases = 64 };

/// What is known of one database.
typedef struct database {
    char *path;
    int checkpointers;
    stalled_checkpoint_counts counts;
} database;

typedef struct stalled_file {
    sqlite3_file base;
    sqlite3_file *real;
    database *database;
    bool is_log, is_checkpointing;
} stalled_file;

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static sqlite3_vfs *system_vfs;
static sqlite3_vfs vfs;
static database databases[maximum_databases];
static uint32_t shortest_stall = 200, longest_stall = 2000;
static bool stalls_at_start;

static sqlite3_file *real(sqlite3_file *file) { return ((stalled_file *)file)->real; }

/// The entry of a database, which is made where there is none.
static database *database_at(const char *path, size_t length) {
    database *free_entry = NULL;
    for (int i = 0; i < maximum_databases; i++) {
        if (!databases[i].path) free_entry = free_entry ? free_entry : &databases[i];
        else if (strncmp(databases[i].path, path, length) == 0 && !databases[i].path[length]) return &databases[i];
    }
    if (!free_entry) abort();
    memset(free_entry, 0, sizeof *free_entry);
    free_entry->path = strndup(path, length);
    return free_entry;
}

static int file_write(sqlite3_file *file, const void *bytes, int size, sqlite3_int64 offset) {
    stalled_file *self = (stalled_file *)file;
    if (self->is_log) {
        pthread_mutex_lock(&lock);
        self->database->counts.log_writes += 1;
        if (self->database->checkpointers > 0) self->database->counts.overlaps += 1;
        pthread_mutex_unlock(&lock);
    }
    return self->real->pMethods->xWrite(self->real, bytes, size, offset);
}

static void stall(database *database) {
    pthread_mutex_lock(&lock);
    database->counts.stalls += 1;
    uint64_t range = longest_stall - shortest_stall + 1, shortest = shortest_stall;
    pthread_mutex_unlock(&lock);
    uint64_t random;
    sqlite3_randomness(sizeof random, &random);
    struct timespec time = {.tv_nsec = (long)(shortest + random % range) * 1000};
    nanosleep(&time, NULL);
}

static int file_shm_lock(sqlite3_file *file, int offset, int count, int flags) {
    stalled_file *self = (stalled_file *)file;
    bool is_checkpoint = offset <= checkpoint_lock && checkpoint_lock < offset + count && flags & SQLITE_SHM_EXCLUSIVE;
    pthread_mutex_lock(&lock);
    if (is_checkpoint && flags & SQLITE_SHM_UNLOCK && self->is_checkpointing) {
        self->is_checkpointing = false;
        self->database->checkpointers -= 1;
    }
    int result = self->real->pMethods->xShmLock(self->real, offset, count, flags);
    bool begins = is_checkpoint && flags & SQLITE_SHM_LOCK && result == SQLITE_OK;
    if (begins) {
        self->is_checkpointing = true;
        self->database->checkpointers += 1;
        self->database->counts.checkpoints += 1;
    }
    bool stalls = stalls_at_start;
    pthread_mutex_unlock(&lock);
    // However little it copies, there is time for a commit to run into it.
    if (begins && stalls) stall(self->database);
    return result;
}

/// A checkpoint says by this call that the file has changed since it looked last, right after it has read the log's index.
static int file_unfetch(sqlite3_file *file, sqlite3_int64 offset, void *page) {
    stalled_file *self = (stalled_file *)file;
    (void)offset;
    if (!page && self->is_checkpointing) stall(self->database);
    return SQLITE_OK;
}

/// Nothing is mapped into memory.
static int file_fetch(sqlite3_file *file, sqlite3_int64 offset, int size, void **page) {
    (void)file, (void)offset, (void)size;
    *page = NULL;
    return SQLITE_OK;
}

static int file_sync(sqlite3_file *file, int flags) {
    (void)file, (void)flags;
    return SQLITE_OK;
}

static int file_close(sqlite3_file *file) { return real(file)->pMethods->xClose(real(file)); }
static int file_read(sqlite3_file *file, void *bytes, int size, sqlite3_int64 offset) {
    return real(file)->pMethods->xRead(real(file), bytes, size, offset);
}
static int file_truncate(sqlite3_file *file, sqlite3_int64 size) {
    return real(file)->pMethods->xTruncate(real(file), size);
}
static int file_size(sqlite3_file *file, sqlite3_int64 *size) { return real(file)->pMethods->xFileSize(real(file), size); }
static int file_lock(sqlite3_file *file, int level) { return real(file)->pMethods->xLock(real(file), level); }
static int file_unlock(sqlite3_file *file, int level) { return real(file)->pMethods->xUnlock(real(file), level); }
static int file_reserved(sqlite3_file *file, int *out) {
    return real(file)->pMethods->xCheckReservedLock(real(file), out);
}
static int file_control(sqlite3_file *file, int operation, void *argument) {
    return real(file)->pMethods->xFileControl(real(file), operation, argument);
}
static int file_sector(sqlite3_file *file) { return real(file)->pMethods->xSectorSize(real(file)); }
static int file_traits(sqlite3_file *file) { return real(file)->pMethods->xDeviceCharacteristics(real(file)); }
static int file_shm_map(sqlite3_file *file, int page, int size, int extend, void volatile **out) {
    return real(file)->pMethods->xShmMap(real(file), page, size, extend, out);
}
static void file_shm_barrier(sqlite3_file *file) { real(file)->pMethods->xShmBarrier(real(file)); }
static int file_shm_unmap(sqlite3_file *file, int delete) {
    return real(file)->pMethods->xShmUnmap(real(file), delete);
}

static const sqlite3_io_methods methods = {
    .iVersion = 3,
    .xClose = file_close,
    .xRead = file_read,
    .xWrite = file_write,
    .xTruncate = file_truncate,
    .xSync = file_sync,
    .xFileSize = file_size,
    .xLock = file_lock,
    .xUnlock = file_unlock,
    .xCheckReservedLock = file_reserved,
    .xFileControl = file_control,
    .xSectorSize = file_sector,
    .xDeviceCharacteristics = file_traits,
    .xShmMap = file_shm_map,
    .xShmLock = file_shm_lock,
    .xShmBarrier = file_shm_barrier,
    .xShmUnmap = file_shm_unmap,
    .xFetch = file_fetch,
    .xUnfetch = file_unfetch,
};

static int disk_open(sqlite3_vfs *self, const char *path, sqlite3_file *file, int flags, int *out) {
    (void)self;
    bool is_watched = path && strstr(path, "/stalled-checkpoint-") && flags & (SQLITE_OPEN_MAIN_DB | SQLITE_OPEN_WAL);
    if (!is_watched) return system_vfs->xOpen(system_vfs, path, file, flags, out);
    stalled_file *stalled = (stalled_file *)file;
    memset(stalled, 0, sizeof *stalled);
    stalled->real = (sqlite3_file *)(stalled + 1);
    stalled->is_log = flags & SQLITE_OPEN_WAL;
    int result = system_vfs->xOpen(system_vfs, path, stalled->real, flags, out);
    if (!stalled->real->pMethods) return result;
    size_t length = strlen(path) - (stalled->is_log ? strlen("-wal") : 0);
    pthread_mutex_lock(&lock);
    stalled->database = database_at(path, length);
    pthread_mutex_unlock(&lock);
    file->pMethods = &methods;
    return result;
}

int stalled_checkpoint_install(void) {
    pthread_mutex_lock(&lock);
    int result = SQLITE_OK;
    if (!system_vfs) {
        system_vfs = sqlite3_vfs_find(NULL);
        vfs = *system_vfs;
        vfs.zName = "stalled-checkpoint";
        vfs.szOsFile = (int)sizeof(stalled_file) + system_vfs->szOsFile;
        vfs.xOpen = disk_open;
        vfs.pNext = NULL;
        result = sqlite3_vfs_register(&vfs, 1);
    }
    pthread_mutex_unlock(&lock);
    return result;
}

void stalled_checkpoint_set_stall(uint32_t shortest, uint32_t longest, bool at_start) {
    pthread_mutex_lock(&lock);
    stalls_at_start = at_start;
    shortest_stall = shortest;
    longest_stall = longest < shortest ? shortest : longest;
    pthread_mutex_unlock(&lock);
}

stalled_checkpoint_counts stalled_checkpoint_count(const char *path) {
    pthread_mutex_lock(&lock);
    stalled_checkpoint_counts counts = database_at(path, strlen(path))->counts;
    pthread_mutex_unlock(&lock);
    return counts;
}

void stalled_checkpoint_forget(const char *path) {
    pthread_mutex_lock(&lock);
    database *entry = database_at(path, strlen(path));
    free(entry->path);
    memset(entry, 0, sizeof *entry);
    pthread_mutex_unlock(&lock);
}
