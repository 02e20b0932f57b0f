#include "../common/window.h"
#include "depthwise_f32.h"

/// The kernels of each instruction set, for fp32 and for bf16; null where there is none.
static ep_depthwise_f32_kernel *const kernels[EP_ISA_COUNT][2] = {
    [EP_ISA_SCALAR] = {ep_depthwise_f32_scalar, ep_depthwise_bf16_scalar},
#if defined(__x86_64__)
    [EP_ISA_AVX2] = {ep_depthwise_f32_avx2, ep_depthwise_bf16_avx2},
    [EP_ISA_AVX512] = {ep_depthwise_f32_avx512, ep_depthwise_bf16_avx512},
    [EP_ISA_AVX512BF16] = {NULL, ep_depthwise_bf16_avx512bf16},
#elif defined(__aarch64__)
    [EP_ISA_NEON] = {ep_depthwise_f32_neon, ep_depthwise_bf16_neon},
#endif
};

static size_t parts(size_t total, size_t most) { return total / most + (total % most != 0); }

static void run(const ep_task *task, size_t first, size_t end, void *scratch) {
    (void)scratch;
    const ep_depthwise_f32_arguments *a = task->arguments;
    ep_depthwise_f32_kernel *kernel = (ep_depthwise_f32_kernel *)task->kernel;
    const ep_window *w = &a->window;
    size_t rows = ep_window_rows(w), columns = ep_window_columns(w);
    size_t bands = parts(rows, EP_DEPTHWISE_F32_ROWS), blocks = parts(w->channels, EP_DEPTHWISE_F32_CHANNELS);
    const float *packed = (const float *)a->packed + EP_PACKED_LINE / sizeof(float);
    size_t bytes = ep_float_bytes(a->type);
    size_t group_floats = ep_depthwise_f32_group_floats(w->window_height);
    for (size_t number = first; number < end; number++) {
        size_t block = number % blocks, band = number / blocks % bands, image = number / blocks / bands;
        size_t channel = block * EP_DEPTHWISE_F32_CHANNELS, row = band * EP_DEPTHWISE_F32_ROWS;
        ep_depthwise_f32_unit unit = {
            .source = (const char *)a->source + (image * w->height * w->width * w->source_stride + channel) * bytes,
            .destination = (char *)a->destination + (image * rows * columns * w->destination_stride + channel) * bytes,
            .source_stride = w->source_stride,
            .destination_stride = w->destination_stride,
            .height = w->height,
            .width = w->width,
            .columns = columns,
            .top = w->top,
            .left = w->left,
            .row = row,
            .end = rows - row < EP_DEPTHWISE_F32_ROWS ? rows : row + EP_DEPTHWISE_F32_ROWS,
            .channels = w->channels - channel < EP_DEPTHWISE_F32_CHANNELS ? w->channels - channel
                                                                         : EP_DEPTHWISE_F32_CHANNELS,
            .size = w->window_height,
            .stride = w->stride_height,
            .packed = packed + channel / EP_PACKED_COLUMNS * group_floats,
            .lowest = a->lowest,
            .highest = a->highest,
            .swishes = a->swishes,
        };
        kernel(&unit);
    }
}

static ep_status checked(const ep_depthwise_f32_arguments *a) {
    const ep_window *w = &a->window;
    if (!(a->lowest <= a->highest)) return EP_BAD_SHAPE;
    if (w->window_height != w->window_width || w->stride_height != w->stride_width) return EP_BAD_SHAPE;
    if (w->stride_height != 1 && w->stride_height != 2) return EP_BAD_SHAPE;
    size_t bytes;
    ep_status status = ep_pack_depthwise_f32_bytes(w->channels, w->window_height, &bytes);
    if (status != EP_OK) return status;
    ep_packed_header expected = ep_pack_depthwise_f32_header(w->channels, w->window_height, bytes);
    status = ep_packed_check(a->packed, a->packed_bytes, expected);
    return status == EP_OK ? ep_window_check(w, a->destination, a->source, ep_float_bytes(a->type)) : status;
}

ep_status ep_depthwise_f32_plan(ep_isa isa, const ep_depthwise_f32_arguments *a, ep_task *task) {
    if (!a || !task) return EP_NULL_POINTER;
    if (a->type > EP_FLOAT_BF16) return EP_BAD_SHAPE;
    bool has_kernel = isa >= 0 && isa < EP_ISA_COUNT && kernels[isa][a->type];
    ep_status status = ep_isa_status(isa, has_kernel);
    if (status == EP_OK) status = checked(a);
    if (status != EP_OK) return status;
    const ep_window *w = &a->window;
    size_t rows = ep_window_rows(w), columns = ep_window_columns(w);
    size_t units = w->images * parts(rows, EP_DEPTHWISE_F32_ROWS) * parts(w->channels, EP_DEPTHWISE_F32_CHANNELS);
    double results = (double)w->images * (double)rows * (double)columns * (double)w->channels;
    double operations = 2.0 * results * (double)(w->window_height * w->window_width);
    *task = (ep_task){.run = run,
                      .kernel = (void (*)(void))kernels[isa][a->type],
                      .isa = isa,
                      .arguments = a,
                      .units = units,
                      .operations_each = units ? operations / (double)units : 0};
    return EP_OK;
}
