// For clock_gettime, fdatasync, strdup and strsep, which the language alone does not have.
#define _GNU_SOURCE

#include "write_baseline.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#define PAGE 4120
#define LOG_PAGES 1000

static int64_t nanoseconds(void) {
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return time.tv_sec * 1000000000LL + time.tv_nsec;
}

/// Writes so many pages, each by a system call of its own as SQLite does, and syncs them.
static int write_and_sync(int file, const char *page, int32_t pages, int32_t *position) {
    for (int32_t index = 0; index < pages; index++) {
        if (pwrite(file, page, PAGE, (off_t)*position * PAGE) != PAGE) return -1;
        *position = (*position + 1) % LOG_PAGES;
    }
    return fdatasync(file);
}

int32_t write_baseline_sync(const char *path, int32_t pages, int32_t pairs, int64_t *latencies) {
    int file = open(path, O_RDWR | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    if (file < 0) {
        perror(path);
        return -1;
    }
    char page[PAGE];
    memset(page, 7, sizeof page);
    int32_t position = 0, code = write_and_sync(file, page, LOG_PAGES, &position);
    for (int32_t pair = 0; code == 0 && pair < pairs; pair++) {
        int64_t start = nanoseconds();
        code = write_and_sync(file, page, pages, &position);
        if (code == 0) code = write_and_sync(file, page, pages, &position);
        latencies[pair] = nanoseconds() - start;
    }
    if (code != 0) perror(path);
    close(file);
    unlink(path);
    return code;
}
