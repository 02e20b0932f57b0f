#include "../common/window.h"
#include "depthwise_s8.h"

/// The kernel of each instruction set; null where there is none.
static ep_depthwise_s8_kernel *const kernels[EP_ISA_COUNT] = {
    [EP_ISA_SCALAR] = ep_depthwise_s8_scalar,
#if defined(__x86_64__)
    [EP_ISA_AVX2] = ep_depthwise_s8_avx2,
    [EP_ISA_AVXVNNI] = ep_depthwise_s8_avxvnni,
    [EP_ISA_AVX512VNNI] = ep_depthwise_s8_avx512vnni,
#elif defined(__aarch64__)
    [EP_ISA_NEON] = ep_depthwise_s8_neon,
    [EP_ISA_DOTPROD] = ep_depthwise_s8_dotprod,
#endif
};

static size_t parts(size_t total, size_t most) { return total / most + (total % most != 0); }

static void run(const ep_task *task, size_t first, size_t end, void *scratch) {
    const ep_depthwise_s8_arguments *a = task->arguments;
    ep_depthwise_s8_kernel *kernel = (ep_depthwise_s8_kernel *)task->kernel;
    const ep_window *w = &a->window;
    size_t rows = ep_window_rows(w), columns = ep_window_columns(w);
    size_t bands = parts(rows, EP_DEPTHWISE_S8_ROWS), blocks = parts(w->channels, EP_DEPTHWISE_S8_CHANNELS);
    ep_packed_header header;
    memcpy(&header, a->packed, sizeof header);
    uint8_t flip = a->type == EP_S8 ? 0x80 : 0;
    for (size_t number = first; number < end; number++) {
        size_t block = number % blocks, band = number / blocks % bands, image = number / blocks / bands;
        size_t channel = block * EP_DEPTHWISE_S8_CHANNELS, row = band * EP_DEPTHWISE_S8_ROWS;
        size_t before = sizeof header + block * ep_depthwise_s8_block_bytes(w->window_height);
        const char *packed = (const char *)a->packed + before;
        const char *starts = packed + ep_depthwise_s8_weight_lines(w->window_height) * EP_PACKED_LINE;
        ep_depthwise_s8_unit unit = {
            .source = (const uint8_t *)a->source + image * w->height * w->width * w->source_stride + channel,
            .destination = (uint8_t *)a->destination + image * rows * columns * w->destination_stride + channel,
            .source_stride = w->source_stride,
            .destination_stride = w->destination_stride,
            .height = w->height,
            .width = w->width,
            .columns = columns,
            .top = w->top,
            .left = w->left,
            .row = row,
            .end = rows - row < EP_DEPTHWISE_S8_ROWS ? rows : row + EP_DEPTHWISE_S8_ROWS,
            .channels = w->channels - channel < EP_DEPTHWISE_S8_CHANNELS ? w->channels - channel
                                                                         : EP_DEPTHWISE_S8_CHANNELS,
            .size = w->window_height,
            .stride = w->stride_height,
            .weights = (const int8_t *)packed,
            .starts = (const int32_t *)(const void *)starts,
            .multipliers = (const float *)(const void *)(starts + 4 * EP_PACKED_LINE),
            .border = (uint8_t)header.zero_point,
            .zero_point = (uint8_t)a->zero_point ^ flip,
            .lowest = (uint8_t)a->lowest ^ flip,
            .highest = (uint8_t)a->highest ^ flip,
            .flip = flip,
            .scratch = scratch,
        };
        kernel(&unit);
    }
}

static ep_status checked(const ep_depthwise_s8_arguments *a) {
    const ep_window *w = &a->window;
    if (a->type != EP_U8 && a->type != EP_S8) return EP_BAD_SHAPE;
    int32_t least = a->type == EP_U8 ? 0 : INT8_MIN, most = least + UINT8_MAX;
    if (a->zero_point < least || a->zero_point > most) return EP_BAD_SCALE;
    if (a->lowest < least || a->lowest > a->highest || a->highest > most) return EP_BAD_SHAPE;
    if (w->window_height != w->window_width || w->stride_height != w->stride_width) return EP_BAD_SHAPE;
    if (w->stride_height != 1 && w->stride_height != 2) return EP_BAD_SHAPE;
    size_t bytes;
    ep_status status = ep_pack_depthwise_s8_bytes(w->channels, w->window_height, &bytes);
    if (status != EP_OK) return status;
    ep_packed_header expected = ep_pack_depthwise_s8_header(w->channels, w->window_height, bytes);
    status = ep_packed_check(a->packed, a->packed_bytes, expected);
    return status == EP_OK ? ep_window_check(w, a->destination, a->source, 1) : status;
}

ep_status ep_depthwise_s8_plan(ep_isa isa, const ep_depthwise_s8_arguments *a, ep_task *task) {
    if (!a || !task) return EP_NULL_POINTER;
    bool has_kernel = isa >= 0 && isa < EP_ISA_COUNT && kernels[isa];
    ep_status status = ep_isa_status(isa, has_kernel);
    if (status == EP_OK) status = checked(a);
    if (status != EP_OK) return status;
    const ep_window *w = &a->window;
    size_t rows = ep_window_rows(w), columns = ep_window_columns(w);
    size_t units = w->images * parts(rows, EP_DEPTHWISE_S8_ROWS) * parts(w->channels, EP_DEPTHWISE_S8_CHANNELS);
    double results = (double)w->images * (double)rows * (double)columns * (double)w->channels;
    double operations = 2.0 * results * (double)(w->window_height * w->window_width);
    *task = (ep_task){.run = run,
                      .kernel = (void (*)(void))kernels[isa],
                      .isa = isa,
                      .arguments = a,
                      .units = units,
                      .scratch_bytes = isa == EP_ISA_AVX512VNNI ? EP_DEPTHWISE_S8_SCRATCH : 0,
                      .operations_each = units ? operations / (double)units : 0};
    return EP_OK;
}
