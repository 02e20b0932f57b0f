#include "../common/patches.h"
#include "pixels_bf16.h"
#include <stdint.h>

/// The kernel of each instruction set; null where there is none.
static ep_pixels_bf16_kernel *const kernels[EP_ISA_COUNT] = {
    [EP_ISA_SCALAR] = ep_pixels_bf16_scalar,
#if defined(__x86_64__)
    [EP_ISA_AVX2] = ep_pixels_bf16_avx2,
    [EP_ISA_AVX512] = ep_pixels_bf16_avx512,
#elif defined(__aarch64__)
    [EP_ISA_NEON] = ep_pixels_bf16_neon,
#endif
};

/// Units are patches of an image's pixels.
static void run(const ep_task *task, size_t first, size_t end, void *scratch) {
    (void)scratch;
    const ep_pixels_bf16_arguments *a = task->arguments;
    ep_patches patches = {.rows = a->images, .columns = a->pixels, .patch_rows = 1};
    patches.pieces = a->pixels / EP_PATCH_ELEMENTS + (a->pixels % EP_PATCH_ELEMENTS != 0);
    for (size_t number = first; number < end; number++) {
        ep_patch patch = ep_patches_at(patches, number);
        kernels[task->isa](a->destination + (patch.row * a->pixels + patch.column) * EP_PIXELS_CHANNELS,
                           a->source + patch.row * a->channels * a->pixels + patch.column, a->channels, a->pixels,
                           patch.columns);
    }
}

ep_status ep_pixels_bf16_plan(ep_isa isa, const ep_pixels_bf16_arguments *a, ep_task *task) {
    if (!a || !task) return EP_NULL_POINTER;
    bool has_kernel = isa >= 0 && isa < EP_ISA_COUNT && kernels[isa];
    ep_status status = ep_isa_status(isa, has_kernel);
    if (status != EP_OK) return status;
    size_t count;
    if (!a->channels || a->channels > EP_PIXELS_CHANNELS) return EP_BAD_SHAPE;
    if (!ep_product(a->images, a->pixels, &count) || count > PTRDIFF_MAX / EP_PIXELS_CHANNELS / sizeof(float))
        return EP_OVERFLOW;
    if (count && (!a->destination || !a->source)) return EP_NULL_POINTER;
    size_t pieces = a->pixels / EP_PATCH_ELEMENTS + (a->pixels % EP_PATCH_ELEMENTS != 0);
    *task = (ep_task){.run = run,
                      .isa = isa,
                      .arguments = a,
                      .units = a->images * pieces,
                      .operations_each = EP_PATCH_ELEMENTS * EP_PIXELS_CHANNELS};
    return EP_OK;
}
