#define _GNU_SOURCE
#include "round.h"

/// Registers, not constants: some processors add small constants while they rename, several in one cycle.
static uint64_t additions(uint64_t steps, uint64_t sum, uint64_t term) {
#if defined(__x86_64__)
    __asm__ volatile(".p2align 5\n"
                     "1:\n"
                     ".rept 32\n"
                     "add %2, %1\n"
                     ".endr\n"
                     "dec %0\n"
                     "jnz 1b\n"
                     : "+r"(steps), "+r"(sum)
                     : "r"(term)
                     : "cc");
#elif defined(__aarch64__)
    __asm__ volatile(".p2align 5\n"
                     "1:\n"
                     ".rept 32\n"
                     "add %1, %1, %2\n"
                     ".endr\n"
                     "subs %0, %0, #1\n"
                     "b.ne 1b\n"
                     : "+r"(steps), "+r"(sum)
                     : "r"(term)
                     : "cc");
#else
    for (; steps; steps--) {
        for (int i = 0; i < EP_ADDITIONS_STEP; i++) {
            sum += term;
            __asm__ volatile("" : "+r"(sum));
        }
    }
#endif
    return sum;
}

static_assert(EP_ADDITIONS_STEP == 32);

static void run(const ep_task *task, size_t first, size_t end, void *scratch) {
    (void)scratch;
    const ep_additions_arguments *a = task->arguments;
    int64_t start = ep_round_enter(a->round, end - first);
    for (size_t i = first; i < end; i++) additions(a->steps, i, a->steps | 1);
    ep_round_leave(a->round, start);
}

ep_status ep_additions_plan(ep_isa isa, const ep_additions_arguments *a, ep_task *task) {
    if (!a || !task) return EP_NULL_POINTER;
    ep_status status = ep_isa_status(isa, isa == EP_ISA_SCALAR);
    if (status == EP_OK) status = ep_round_status(a->round);
    if (status != EP_OK) return status;
    if (!a->steps) return EP_BAD_SHAPE;
    *task = (ep_task){.run = run,
                      .arguments = a,
                      .units = a->round->threads,
                      .operations_each = (double)a->steps * (int)EP_ADDITIONS_STEP};
    return EP_OK;
}
