#define _GNU_SOURCE
#include "round.h"
#include "stream.h"

static ep_stream_loop *const loops[EP_STREAM_COUNT][EP_ISA_COUNT] = {
    [EP_STREAM_READ][EP_ISA_SCALAR] = ep_read_scalar,
    [EP_STREAM_WRITE][EP_ISA_SCALAR] = ep_write_scalar,
    [EP_STREAM_COPY][EP_ISA_SCALAR] = ep_copy_scalar,
    [EP_STREAM_WRITE_PAST][EP_ISA_SCALAR] = ep_write_past_scalar,
#if defined(__x86_64__)
    [EP_STREAM_READ][EP_ISA_AVX2] = ep_read_avx2,
    [EP_STREAM_WRITE][EP_ISA_AVX2] = ep_write_avx2,
    [EP_STREAM_COPY][EP_ISA_AVX2] = ep_copy_avx2,
    [EP_STREAM_WRITE_PAST][EP_ISA_AVX2] = ep_write_past_avx2,
    [EP_STREAM_READ][EP_ISA_AVX512] = ep_read_avx512,
    [EP_STREAM_WRITE][EP_ISA_AVX512] = ep_write_avx512,
    [EP_STREAM_COPY][EP_ISA_AVX512] = ep_copy_avx512,
    [EP_STREAM_WRITE_PAST][EP_ISA_AVX512] = ep_write_past_avx512,
#elif defined(__aarch64__)
    [EP_STREAM_READ][EP_ISA_NEON] = ep_read_neon,
    [EP_STREAM_WRITE][EP_ISA_NEON] = ep_write_neon,
    [EP_STREAM_COPY][EP_ISA_NEON] = ep_copy_neon,
    [EP_STREAM_WRITE_PAST][EP_ISA_NEON] = ep_write_past_neon,
#endif
};

static void run(const ep_task *task, size_t first, size_t end, void *scratch) {
    (void)scratch;
    const ep_stream_arguments *a = task->arguments;
    ep_stream_loop *loop = (ep_stream_loop *)task->kernel;
    int64_t start = ep_round_enter(a->round, end - first);
    for (size_t i = first; i < end; i++) loop(a->memory + i * a->region_bytes + a->offset, a->bytes, a->passes);
    ep_round_leave(a->round, start);
}

static ep_status shape_status(const ep_stream_arguments *a) {
    size_t all, end;
    if (!ep_product(a->region_bytes, a->round->threads, &all) || all > PTRDIFF_MAX) return EP_OVERFLOW;
    if (__builtin_add_overflow(a->offset, a->bytes, &end)) return EP_OVERFLOW;
    size_t misfit = ((size_t)a->memory | a->region_bytes | a->offset | a->bytes) % EP_STREAM_QUANTUM;
    // The loops count down before they look.
    return end > a->region_bytes || misfit || !a->bytes || !a->passes ? EP_BAD_SHAPE : EP_OK;
}

ep_status ep_stream_plan(ep_isa isa, const ep_stream_arguments *a, ep_task *task) {
    if (!a || !task || !a->memory) return EP_NULL_POINTER;
    bool is_known = a->stream >= 0 && a->stream < EP_STREAM_COUNT && isa >= 0 && isa < EP_ISA_COUNT;
    ep_status status = ep_isa_status(isa, is_known && loops[a->stream][isa]);
    if (status == EP_OK) status = ep_round_status(a->round);
    if (status == EP_OK) status = shape_status(a);
    if (status != EP_OK) return status;
    *task = (ep_task){.run = run,
                      .kernel = (void (*)(void))loops[a->stream][isa],
                      .arguments = a,
                      .units = a->round->threads,
                      .operations_each = (double)a->bytes * (double)a->passes};
    return EP_OK;
}
