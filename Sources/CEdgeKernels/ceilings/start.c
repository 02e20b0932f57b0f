#include "CEdgeKernels.h"

static void run(const ep_task *task, size_t first, size_t end, void *scratch) {
    (void)task, (void)first, (void)end, (void)scratch;
}

ep_status ep_start_plan(uint32_t threads, ep_task *task) {
    if (!task) return EP_NULL_POINTER;
    if (threads < 1 || threads > EP_POOL_THREADS) return EP_BAD_SHAPE;
    *task = (ep_task){.run = run, .units = threads};
    return EP_OK;
}
