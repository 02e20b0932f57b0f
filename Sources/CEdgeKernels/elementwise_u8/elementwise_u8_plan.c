#include "elementwise_u8.h"
#include <math.h>

/// The kernel of each instruction set; null where there is none.
static ep_pairs_kernel *const kernels[EP_ISA_COUNT] = {
    [EP_ISA_SCALAR] = ep_elementwise_u8_scalar,
#if defined(__x86_64__)
    [EP_ISA_AVX2] = ep_elementwise_u8_avx2,
    [EP_ISA_AVX512] = ep_elementwise_u8_avx512,
#elif defined(__aarch64__)
    [EP_ISA_NEON] = ep_elementwise_u8_neon,
#endif
};

static void run(const ep_task *task, size_t first, size_t end, void *scratch) {
    (void)scratch;
    const ep_elementwise_u8_arguments *a = task->arguments;
    ep_pairs_operands operands = {a->pairs, a->destination, a->left, a->right, 1};
    ep_pairs_run(&operands, first, end, kernels[task->isa], a);
}

static ep_status checked(const ep_elementwise_u8_arguments *a) {
    if (a->type != EP_U8 && a->type != EP_S8) return EP_BAD_SHAPE;
    if (a->operation != EP_ADD && a->operation != EP_MULTIPLY) return EP_BAD_SHAPE;
    int32_t least = a->type == EP_U8 ? 0 : INT8_MIN, most = least + UINT8_MAX;
    const ep_scaled scaled[] = {a->destination_scaled, a->left_scaled, a->right_scaled};
    for (size_t i = 0; i < 3; i++) {
        if (!isnormal(scaled[i].scale) || scaled[i].scale < 0) return EP_BAD_SCALE;
        if (scaled[i].zero_point < least || scaled[i].zero_point > most) return EP_BAD_SCALE;
    }
    // A factor that is infinite or lost would give something else than numbers, and so would sums of endless terms.
    float step = scaled[0].scale, left = scaled[1].scale, right = scaled[2].scale;
    bool multiplies = a->operation == EP_MULTIPLY;
    float factor = multiplies ? left * right / step : left / step, other = multiplies ? factor : right / step;
    if (!isnormal(factor) || !isnormal(other) || factor > 0x1p96F || other > 0x1p96F) return EP_BAD_SCALE;
    if (multiplies && !isnormal(left * right)) return EP_BAD_SCALE;
    if (a->lowest < least || a->lowest > a->highest || a->highest > most) return EP_BAD_SHAPE;
    return ep_pairs_check(&a->pairs, a->destination, a->left, a->right, 1);
}

ep_status ep_elementwise_u8_plan(ep_isa isa, const ep_elementwise_u8_arguments *a, ep_task *task) {
    if (!a || !task) return EP_NULL_POINTER;
    bool has_kernel = isa >= 0 && isa < EP_ISA_COUNT && kernels[isa];
    ep_status status = ep_isa_status(isa, has_kernel);
    if (status == EP_OK) status = checked(a);
    if (status != EP_OK) return status;
    *task = (ep_task){.run = run,
                      .isa = isa,
                      .arguments = a,
                      .units = ep_pairs_units(a->pairs),
                      .operations_each = EP_PATCH_ELEMENTS};
    return EP_OK;
}
