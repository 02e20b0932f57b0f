#define _GNU_SOURCE
#include "round.h"

enum { line_bytes = 64 };

/// The `index`-th line of the ring; every step can be undone, so each of the `1 << bits` lines has one index.
///
/// Plain arithmetic on the index would leave patterns in its low bits that a prefetcher may learn.
static size_t scattered(size_t index, uint32_t bits) {
    size_t mask = ((size_t)1 << bits) - 1;
    index = (index ^ index >> (bits / 2 + 1)) * 0x9E3779B97F4A7C15 & mask;
    index = (index ^ index >> (bits / 2 + 2)) * 0xBF58476D1CE4E5B9 & mask;
    index = (index ^ index >> (bits / 3 + 1)) * 0x94D049BB133111EB & mask;
    return index ^ index >> (bits / 2 + 1);
}

static bool is_ring(size_t bytes) { return bytes >= 2 * line_bytes && !(bytes & (bytes - 1)); }

ep_status ep_chase_link(void *memory, size_t bytes) {
    if (!memory) return EP_NULL_POINTER;
    if (!is_ring(bytes)) return EP_BAD_SHAPE;
    size_t lines = bytes / line_bytes;
    uint32_t bits = (uint32_t)__builtin_ctzll(lines);
    char *start = memory;
    char *at = start + scattered(lines - 1, bits) * line_bytes;
    for (size_t i = 0; i < lines; i++) {
        char *next = start + scattered(i, bits) * line_bytes;
        *(void **)at = next;
        at = next;
    }
    return EP_OK;
}

static void *chase(void *at, uint64_t steps) {
    for (; steps; steps--) {
        for (int i = 0; i < EP_CHASE_STEP; i++) at = *(void *volatile *)at;
    }
    return at;
}

static void run(const ep_task *task, size_t first, size_t end, void *scratch) {
    (void)scratch;
    const ep_chase_arguments *a = task->arguments;
    size_t lines = a->bytes / line_bytes;
    uint32_t bits = (uint32_t)__builtin_ctzll(lines);
    int64_t start = ep_round_enter(a->round, end - first);
    for (size_t i = first; i < end; i++) {
        size_t position = (a->position + i * (lines / a->round->threads)) & (lines - 1);
        chase((char *)a->memory + scattered(position, bits) * line_bytes, a->steps);
    }
    ep_round_leave(a->round, start);
}

ep_status ep_chase_plan(ep_isa isa, const ep_chase_arguments *a, ep_task *task) {
    if (!a || !task || !a->memory) return EP_NULL_POINTER;
    ep_status status = ep_isa_status(isa, isa == EP_ISA_SCALAR);
    if (status == EP_OK) status = ep_round_status(a->round);
    if (status != EP_OK) return status;
    if (!is_ring(a->bytes) || !a->steps) return EP_BAD_SHAPE;
    *task = (ep_task){.run = run,
                      .arguments = a,
                      .units = a->round->threads,
                      .operations_each = (double)a->steps * (int)EP_CHASE_STEP};
    return EP_OK;
}
