#define _GNU_SOURCE
#include "check.h"
#include "support.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

static uint64_t state;

void begin_numbers(uint64_t seed) { state = seed; }

uint64_t random_bits(void) {
    uint64_t z = state += 0x9E3779B97F4A7C15U;
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9U;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBU;
    return z ^ (z >> 31);
}

size_t random_size(size_t first, size_t last) { return first + (size_t)(random_bits() % (last - first + 1)); }

float random_float(void) { return (float)(random_bits() >> 40) * 0x1p-20F - 8; }

void fill_floats(float *numbers, size_t count) {
    for (size_t i = 0; i < count; i++) numbers[i] = random_float();
}

float *whole_numbers(size_t count) {
    float *numbers = guarded(count * sizeof *numbers);
    for (size_t i = 0; i < count; i++) numbers[i] = (float)random_size(0, 16) - 8;
    return numbers;
}

uint8_t *random_bytes(size_t count) {
    uint8_t *bytes = guarded(count);
    for (size_t i = 0; i < count; i++) {
        uint64_t bits = random_bits();
        bytes[i] = (uint8_t)(random_size(0, 3) ? bits : bits & 1 ? 0x80 : 0x7F);
    }
    return bytes;
}

/// What was handed out, to be given back; systems allow some 65,000 mappings.
static struct {
    void *memory;
    /// 0 for memory that `free` takes.
    size_t mapped;
} taken[1 << 14];
static size_t taken_count;

static void *remembered(void *memory, size_t mapped) {
    if (taken_count == sizeof taken / sizeof *taken) exit(2);
    taken[taken_count].memory = memory;
    taken[taken_count++].mapped = mapped;
    return memory;
}

void forget_memory(void) {
    while (taken_count > 0) {
        void *memory = taken[--taken_count].memory;
        if (taken[taken_count].mapped) munmap(memory, taken[taken_count].mapped);
        else free(memory);
    }
}

#ifndef SLACK
/// Bytes behind what was asked for that may be read: QEMU 7.2 reads all of what x86's masked loads mask.
#define SLACK 0
#endif

void *guarded(size_t bytes) {
    size_t page = (size_t)sysconf(_SC_PAGESIZE), inside = (bytes + SLACK + page - 1) / page * page;
    size_t whole = inside + 2 * page;
    char *mapped = mmap(NULL, whole, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (mapped == MAP_FAILED) exit(2);
    mprotect(mapped, page, PROT_NONE);
    mprotect(mapped + page + inside, page, PROT_NONE);
    return (char *)remembered(mapped, whole) + page + inside - SLACK - bytes;
}

void *aligned(size_t bytes) {
    void *memory = aligned_alloc(64, (bytes + 64) / 64 * 64);
    if (!memory) exit(2);
    return remembered(memset(memory, 0, bytes), 0);
}

bool has_kernel(ep_status status) {
    if (status == EP_OK || status == EP_ISA_WITHOUT_KERNEL) return status == EP_OK;
    fprintf(stderr, "refused with status %d\n", (int)status);
    exit(2);
}

void run_on_pool(const ep_task *task) {
    static ep_pool *pool;
    if (!pool && ep_pool_create(3, NULL, 0, &pool) != EP_OK) exit(2);
    size_t bytes = ep_pool_scratch_bytes(pool, task);
    void *scratch = aligned_alloc(64, bytes + 64);
    if (!scratch || ep_pool_run(pool, task, scratch, bytes) != EP_OK) exit(2);
    free(scratch);
}

size_t stored_bytes(ep_float_type type) { return type == EP_FLOAT_BF16 ? sizeof(uint16_t) : sizeof(float); }

void *stored_as(ep_float_type type, float *numbers, size_t count) {
    if (type == EP_FLOAT_F32) return numbers;
    uint16_t *narrow = guarded(count * sizeof *narrow);
    for (size_t i = 0; i < count; i++) {
        uint32_t bits;
        memcpy(&bits, numbers + i, sizeof bits);
        narrow[i] = (uint16_t)(bits >> 16);
    }
    return narrow;
}

float stored_at(ep_float_type type, const void *elements, size_t place) {
    if (type == EP_FLOAT_F32) return ((const float *)elements)[place];
    uint32_t bits = (uint32_t)((const uint16_t *)elements)[place] << 16;
    float wide;
    memcpy(&wide, &bits, sizeof wide);
    return wide;
}
