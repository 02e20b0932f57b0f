#define _GNU_SOURCE
#include "check.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

/// Every operation that has kernels for several instruction sets; whoever adds one adds a line.
static const struct {
    const char *name;
    kernel_check *check;
} checks[] = {
    {"conv_f32", check_conv_f32},
    {"gemm_bf16", check_gemm_bf16},
    {"gemm_f32", check_gemm_f32},
    {"gemm_s8", check_gemm_s8},
};

static uint64_t state = 1;

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

void *guarded(size_t bytes) {
    size_t page = (size_t)sysconf(_SC_PAGESIZE), inside = (bytes + page - 1) / page * page;
    char *mapped = mmap(NULL, inside + 2 * page, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (mapped == MAP_FAILED) exit(2);
    mprotect(mapped, page, PROT_NONE);
    mprotect(mapped + page + inside, page, PROT_NONE);
    return mapped + page + inside - bytes;
}

void *aligned(size_t bytes) {
    void *memory = aligned_alloc(64, (bytes + 64) / 64 * 64);
    if (!memory) exit(2);
    return memset(memory, 0, bytes);
}

bool has_kernel(ep_status status) {
    if (status == EP_OK || status == EP_ISA_WITHOUT_KERNEL) return status == EP_OK;
    fprintf(stderr, "refused with status %d\n", (int)status);
    exit(2);
}

void run_in_shares(const ep_task *task) {
    void *scratch = aligned(task->scratch_bytes);
    for (size_t share = 0; share < 3; share++) {
        size_t first = task->units * share / 3, end = task->units * (share + 1) / 3;
        if (first < end) task->run(task, first, end, scratch);
    }
    free(scratch);
}

/// Prints `gemm_f32 neon` for each that was executed and agrees.
int main(void) {
    // A crash must not take with it what ran before.
    setvbuf(stdout, NULL, _IOLBF, 0);
    bool right = true;
    for (size_t i = 0; i < sizeof checks / sizeof *checks; i++)
        for (ep_isa isa = EP_ISA_SCALAR; isa < EP_ISA_COUNT; isa++) {
            if (!ep_isa_contains(ep_isa_available(), isa)) continue;
            state = 1;
            outcome found = checks[i].check(isa);
            if (found == AGREES) printf("%s %s\n", checks[i].name, ep_isa_name(isa));
            right = right && found != DIFFERS;
        }
    return right ? 0 : 1;
}
