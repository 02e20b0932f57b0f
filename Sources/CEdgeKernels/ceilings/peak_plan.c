#define _GNU_SOURCE
#include "peak.h"
#include "round.h"

typedef struct {
    ep_peak_loop *loop;
    /// Of one step; of a register of 16 bytes where registers are scalable.
    uint32_t operations;
    bool scales;
} peak_entry;

enum { FEW = EP_PEAK_FEW, MANY = EP_PEAK_MANY };

static const peak_entry entries[EP_PEAK_COUNT][EP_ISA_COUNT] = {
#if defined(__x86_64__)
    [EP_PEAK_FP32][EP_ISA_AVX2] = {ep_peak_fp32_avx2, FEW * 16, false},
    [EP_PEAK_FP32][EP_ISA_AVX512] = {ep_peak_fp32_avx512, MANY * 32, false},
    [EP_PEAK_FP16][EP_ISA_AVX512FP16] = {ep_peak_fp16_avx512fp16, MANY * 64, false},
    [EP_PEAK_BF16][EP_ISA_AVX512BF16] = {ep_peak_bf16_avx512bf16, MANY * 64, false},
    [EP_PEAK_BF16][EP_ISA_AMXBF16] = {ep_peak_bf16_amxbf16, 4 * 16384, false},
    [EP_PEAK_INT8][EP_ISA_AVX2] = {ep_peak_int8_avx2, FEW * 64, false},
    [EP_PEAK_INT8][EP_ISA_AVXVNNI] = {ep_peak_int8_avxvnni, FEW * 64, false},
    [EP_PEAK_INT8][EP_ISA_AVX512VNNI] = {ep_peak_int8_avx512vnni, MANY * 128, false},
    [EP_PEAK_INT8][EP_ISA_AMXINT8] = {ep_peak_int8_amxint8, 4 * 32768, false},
#elif defined(__aarch64__)
    [EP_PEAK_FP32][EP_ISA_NEON] = {ep_peak_fp32_neon, MANY * 8, false},
    [EP_PEAK_FP32][EP_ISA_SVE] = {ep_peak_fp32_sve, MANY * 8, true},
    [EP_PEAK_BF16][EP_ISA_NEONBF16] = {ep_peak_bf16_neonbf16, MANY * 32, false},
    [EP_PEAK_INT8][EP_ISA_NEON] = {ep_peak_int8_neon, MANY * 32, false},
    [EP_PEAK_INT8][EP_ISA_DOTPROD] = {ep_peak_int8_dotprod, MANY * 32, false},
    [EP_PEAK_INT8][EP_ISA_I8MM] = {ep_peak_int8_i8mm, MANY * 64, false},
    [EP_PEAK_INT8][EP_ISA_SVE] = {ep_peak_int8_sve, MANY * 32, true},
#endif
};

static const peak_entry *entry(ep_peak peak, ep_isa isa) {
    bool is_known = peak >= 0 && peak < EP_PEAK_COUNT && isa >= 0 && isa < EP_ISA_COUNT;
    return is_known && entries[peak][isa].loop ? &entries[peak][isa] : NULL;
}

double ep_peak_operations(ep_peak peak, ep_isa isa) {
    const peak_entry *found = entry(peak, isa);
    if (!found) return 0;
    double operations = found->operations;
#if defined(__aarch64__)
    if (found->scales && ep_isa_contains(ep_isa_available(), isa)) operations *= (double)ep_peak_sve_bytes() / 16;
#endif
    return operations;
}

static void run(const ep_task *task, size_t first, size_t end, void *scratch) {
    (void)scratch;
    const ep_peak_arguments *a = task->arguments;
    ep_peak_loop *loop = (ep_peak_loop *)task->kernel;
    int64_t start = ep_round_enter(a->round, end - first);
    for (size_t i = first; i < end; i++) loop(a->steps);
    ep_round_leave(a->round, start);
}

ep_status ep_peak_plan(ep_isa isa, const ep_peak_arguments *a, ep_task *task) {
    if (!a || !task) return EP_NULL_POINTER;
    const peak_entry *found = entry(a->peak, isa);
    ep_status status = ep_isa_status(isa, found);
    if (status == EP_OK) status = ep_round_status(a->round);
    if (status != EP_OK) return status;
    // The loops count down before they look.
    if (!a->steps) return EP_BAD_SHAPE;
    *task = (ep_task){.run = run,
                      .kernel = (void (*)(void))found->loop,
                      .arguments = a,
                      .units = a->round->threads,
                      .operations_each = (double)a->steps * ep_peak_operations(a->peak, isa)};
    return EP_OK;
}
