#include "faulty_disk.h"

#include <pthread.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { sector = 512, maximum_files = 8, maximum_images = 1024 };

/// A write, or a truncation where there are no bytes, that was not synced yet.
typedef struct pending {
    struct pending *next;
    sqlite3_int64 offset;
    int size;
    unsigned char *bytes;
} pending;

/// What is known of one file.
typedef struct image {
    char *path;
    unsigned char *synced;
    sqlite3_int64 size;
    pending *first, **last;
} image;

typedef struct faulty_file {
    sqlite3_file base;
    const char *path;
    sqlite3_file *real;
} faulty_file;

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static sqlite3_vfs *system_vfs;
static sqlite3_vfs vfs;
static faulty_disk_fault armed;
static int64_t countdown;
static bool stays, fired, tracking, lying;
static image images[maximum_files];
/// Where images are left on the way, and how many operations were acknowledged when each was.
static char left_in[3000];
static uint64_t chooser;
static int left_interval, left_wanted, left_count;
static int64_t acknowledged, acknowledged_at[maximum_images];

static int leave_image(const char *directory, uint64_t seed);
static uint64_t next(uint64_t *seed);

static image *image_of(const char *path) {
    for (int i = 0; i < maximum_files; i++) {
        if (images[i].path && strcmp(images[i].path, path) == 0) return &images[i];
    }
    return NULL;
}

static void grow(image *image, sqlite3_int64 size) {
    if (size <= image->size) return;
    image->synced = realloc(image->synced, (size_t)size);
    memset(image->synced + image->size, 0, (size_t)(size - image->size));
    image->size = size;
}

static void apply(image *image, sqlite3_int64 offset, const unsigned char *bytes, int size) {
    grow(image, offset + size);
    memcpy(image->synced + offset, bytes, (size_t)size);
}

static void note(const char *path, sqlite3_int64 offset, const void *bytes, int size) {
    if (!tracking) return;
    image *image = image_of(path);
    for (int i = 0; !image && i < maximum_files; i++) {
        if (images[i].path) continue;
        image = &images[i];
        image->path = strdup(path);
        image->last = &image->first;
    }
    if (!image) abort();
    pending *write = calloc(1, sizeof *write);
    write->offset = offset;
    write->size = size;
    if (size > 0) {
        write->bytes = malloc((size_t)size);
        memcpy(write->bytes, bytes, (size_t)size);
    }
    *image->last = write;
    image->last = &write->next;
}

static void settle(image *image) {
    while (image->first) {
        pending *write = image->first;
        image->first = write->next;
        if (write->bytes) apply(image, write->offset, write->bytes, write->size);
        else if (write->offset < image->size) image->size = write->offset;
        free(write->bytes);
        free(write);
    }
    image->last = &image->first;
}

/// Leaves an image of the present moment, where the seed says so. The lock is held.
static void choose(void) {
    if (!tracking || left_count >= left_wanted || next(&chooser) % (uint64_t)left_interval != 0) return;
    char directory[4096];
    snprintf(directory, sizeof directory, "%s/%d", left_in, left_count);
    if (leave_image(directory, next(&chooser)) != 0) abort();
    acknowledged_at[left_count++] = acknowledged;
}

enum operation { operation_write, operation_sync, operation_read, operation_truncate };

static enum operation operation_of(faulty_disk_fault fault) {
    switch (fault) {
    case faulty_disk_fault_sync: return operation_sync;
    case faulty_disk_fault_read: return operation_read;
    case faulty_disk_fault_truncate: return operation_truncate;
    default: return operation_write;
    }
}

/// Whether an operation of this kind is to fail now.
static bool fails(enum operation operation) {
    if (armed == faulty_disk_fault_none || operation_of(armed) != operation) return false;
    countdown -= 1;
    if (countdown > 0 || (countdown < 0 && !stays)) return false;
    fired = true;
    return true;
}

static sqlite3_file *real(sqlite3_file *file) { return ((faulty_file *)file)->real; }

static int file_write(sqlite3_file *file, const void *bytes, int size, sqlite3_int64 offset) {
    const char *path = ((faulty_file *)file)->path;
    if (!path) return real(file)->pMethods->xWrite(real(file), bytes, size, offset);
    pthread_mutex_lock(&lock);
    choose();
    int result = SQLITE_OK;
    if (fails(operation_write)) {
        result = armed == faulty_disk_fault_full ? SQLITE_FULL : SQLITE_IOERR_WRITE;
        size = armed == faulty_disk_fault_short_write ? size / 2 : 0;
    }
    if (size > 0) {
        int written = real(file)->pMethods->xWrite(real(file), bytes, size, offset);
        if (result == SQLITE_OK) result = written;
        note(path, offset, bytes, size);
    }
    pthread_mutex_unlock(&lock);
    return result;
}

static int file_truncate(sqlite3_file *file, sqlite3_int64 size) {
    const char *path = ((faulty_file *)file)->path;
    pthread_mutex_lock(&lock);
    if (path) choose();
    bool failing = path && fails(operation_truncate);
    int result = failing ? SQLITE_IOERR_TRUNCATE : real(file)->pMethods->xTruncate(real(file), size);
    if (path && result == SQLITE_OK) note(path, size, NULL, 0);
    pthread_mutex_unlock(&lock);
    return result;
}

static int file_sync(sqlite3_file *file, int flags) {
    const char *path = ((faulty_file *)file)->path;
    if (!path) return real(file)->pMethods->xSync(real(file), flags);
    pthread_mutex_lock(&lock);
    choose();
    bool failing = fails(operation_sync);
    image *image = image_of(path);
    if (!failing && !lying && tracking && image) settle(image);
    pthread_mutex_unlock(&lock);
    // The tests play the power loss; the real disk need not be waited for.
    return failing ? SQLITE_IOERR_FSYNC : SQLITE_OK;
}

static int file_close(sqlite3_file *file) { return real(file)->pMethods->xClose(real(file)); }
static int file_read(sqlite3_file *file, void *bytes, int size, sqlite3_int64 offset) {
    if (((faulty_file *)file)->path) {
        pthread_mutex_lock(&lock);
        bool failing = fails(operation_read);
        pthread_mutex_unlock(&lock);
        if (failing) return SQLITE_IOERR_READ;
    }
    return real(file)->pMethods->xRead(real(file), bytes, size, offset);
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
static int file_shm_lock(sqlite3_file *file, int offset, int count, int flags) {
    return real(file)->pMethods->xShmLock(real(file), offset, count, flags);
}
static void file_shm_barrier(sqlite3_file *file) { real(file)->pMethods->xShmBarrier(real(file)); }
static int file_shm_unmap(sqlite3_file *file, int delete) {
    return real(file)->pMethods->xShmUnmap(real(file), delete);
}

static const sqlite3_io_methods methods = {
    .iVersion = 2,
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
};

static int disk_open(sqlite3_vfs *self, const char *path, sqlite3_file *file, int flags, int *out) {
    (void)self;
    // Files elsewhere are left as they are: another disk under them may take calls that this one does not know.
    if (!path || !strstr(path, "/faulty-disk-")) return system_vfs->xOpen(system_vfs, path, file, flags, out);
    faulty_file *faulty = (faulty_file *)file;
    faulty->real = (sqlite3_file *)(faulty + 1);
    faulty->path = path;
    int result = system_vfs->xOpen(system_vfs, path, faulty->real, flags, out);
    file->pMethods = faulty->real->pMethods ? &methods : NULL;
    return result;
}

static void drop(image *image) {
    settle(image);
    free(image->path);
    free(image->synced);
    memset(image, 0, sizeof *image);
}

static int disk_delete(sqlite3_vfs *self, const char *path, int syncs) {
    (void)self;
    pthread_mutex_lock(&lock);
    int result = system_vfs->xDelete(system_vfs, path, syncs);
    image *image = image_of(path);
    if (image && result == SQLITE_OK) drop(image);
    pthread_mutex_unlock(&lock);
    return result;
}

int faulty_disk_install(void) {
    pthread_mutex_lock(&lock);
    int result = SQLITE_OK;
    if (!system_vfs) {
        system_vfs = sqlite3_vfs_find(NULL);
        vfs = *system_vfs;
        vfs.zName = "faulty-disk";
        vfs.szOsFile = (int)sizeof(faulty_file) + system_vfs->szOsFile;
        vfs.xOpen = disk_open;
        vfs.xDelete = disk_delete;
        vfs.pNext = NULL;
        result = sqlite3_vfs_register(&vfs, 1);
    }
    pthread_mutex_unlock(&lock);
    return result;
}

void faulty_disk_arm(faulty_disk_fault fault, int64_t number, bool persists) {
    pthread_mutex_lock(&lock);
    armed = fault;
    countdown = number;
    stays = persists;
    fired = false;
    pthread_mutex_unlock(&lock);
}

bool faulty_disk_disarm(void) {
    pthread_mutex_lock(&lock);
    armed = faulty_disk_fault_none;
    bool result = fired;
    pthread_mutex_unlock(&lock);
    return result;
}

void faulty_disk_track(bool lies) {
    pthread_mutex_lock(&lock);
    tracking = true;
    lying = lies;
    acknowledged = left_count = left_wanted = 0;
    pthread_mutex_unlock(&lock);
}

void faulty_disk_forget(void) {
    pthread_mutex_lock(&lock);
    tracking = lying = false;
    for (int i = 0; i < maximum_files; i++) {
        if (images[i].path) drop(&images[i]);
    }
    pthread_mutex_unlock(&lock);
}

void faulty_disk_lose_power_often(const char *directory, uint64_t seed, int interval, int wanted) {
    pthread_mutex_lock(&lock);
    snprintf(left_in, sizeof left_in, "%s", directory);
    chooser = seed;
    left_interval = interval > 0 ? interval : 1;
    left_wanted = wanted < maximum_images ? wanted : maximum_images;
    left_count = 0;
    pthread_mutex_unlock(&lock);
}

void faulty_disk_acknowledge(void) {
    pthread_mutex_lock(&lock);
    acknowledged += 1;
    pthread_mutex_unlock(&lock);
}

int faulty_disk_images(void) {
    pthread_mutex_lock(&lock);
    int result = left_count;
    pthread_mutex_unlock(&lock);
    return result;
}

int64_t faulty_disk_acknowledged(int image) { return acknowledged_at[image]; }

static uint64_t next(uint64_t *seed) {
    uint64_t z = (*seed += 0x9E3779B97F4A7C15);
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
    return z ^ (z >> 31);
}

/// How much of a sector a write leaves: all, nothing, or torn, its beginning.
static int left_of(int size, uint64_t *seed) {
    switch (next(seed) & 7) {
    case 0: return (int)(next(seed) % (uint64_t)size);
    case 1: case 2: case 3: return 0;
    default: return size;
    }
}

int faulty_disk_lose_power(const char *directory, uint64_t seed) {
    pthread_mutex_lock(&lock);
    int result = leave_image(directory, seed);
    pthread_mutex_unlock(&lock);
    return result;
}

/// Writes what is left. The lock is held.
static int leave_image(const char *directory, uint64_t seed) {
    int result = 0;
    // Often the disk is quicker than that: it kept nothing of the rest, or all.
    uint64_t mode = next(&seed) & 7;
    for (int i = 0; i < maximum_files && result == 0; i++) {
        if (!images[i].path) continue;
        image left = {.synced = malloc((size_t)images[i].size + 1), .size = images[i].size};
        memcpy(left.synced, images[i].synced, (size_t)images[i].size);
        for (pending *write = images[i].first; write; write = write->next) {
            if (!write->bytes) {
                if (mode != 0 && (mode == 1 || next(&seed) & 1) && write->offset < left.size) left.size = write->offset;
                continue;
            }
            for (int position = 0; position < write->size; position += sector) {
                int size = write->size - position < sector ? write->size - position : sector;
                int kept = mode == 0 ? 0 : mode == 1 ? size : left_of(size, &seed);
                if (kept > 0) apply(&left, write->offset + position, write->bytes + position, kept);
            }
        }
        const char *name = strrchr(images[i].path, '/');
        char path[4096];
        snprintf(path, sizeof path, "%s%s", directory, name ? name : "/unnamed");
        FILE *file = fopen(path, "wb");
        if (!file || fwrite(left.synced, 1, (size_t)left.size, file) != (size_t)left.size) result = 1;
        if (file && fclose(file) != 0) result = 1;
        free(left.synced);
    }
    return result;
}
