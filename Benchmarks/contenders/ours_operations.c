// The operations of Benchmarks/kernels: a function that makes operands, and a line in the table at the end.
#define _GNU_SOURCE
#include "ours.h"
#include <math.h>

void *ours_memory(size_t bytes) {
    void *start = aligned_alloc(64, (bytes + 127) / 64 * 64);
    return start ? memset(start, 0, bytes + 64) : (turn_fail("out of memory"), NULL);
}

static uint32_t drawn(void) {
    static uint64_t state = 1;
    state = state * 6364136223846793005U + 1442695040888963407U;
    return (uint32_t)(state >> 33);
}

static float *floats(size_t count) {
    float *numbers = ours_memory(count * sizeof *numbers);
    for (size_t i = 0; i < count; i++) numbers[i] = (float)(drawn() % 2001) * 0.001F - 1;
    return numbers;
}

static void *bytes(size_t count) {
    uint8_t *numbers = ours_memory(count);
    for (size_t i = 0; i < count; i++) numbers[i] = (uint8_t)drawn();
    return numbers;
}

static float *repeated(float number, size_t count) {
    float *numbers = ours_memory(count * sizeof *numbers);
    for (size_t i = 0; i < count; i++) numbers[i] = number;
    return numbers;
}

/// Instruction sets from the best on: the first that has the operation here is taken.
static const ep_isa preferred[] = {EP_ISA_AMXINT8,    EP_ISA_AMXBF16, EP_ISA_AVX512VNNI, EP_ISA_AVX512BF16,
                                   EP_ISA_AVX512FP16, EP_ISA_AVX512,  EP_ISA_AVXVNNI,    EP_ISA_AVX2,
                                   EP_ISA_NEONBF16,   EP_ISA_I8MM,    EP_ISA_DOTPROD,    EP_ISA_SVE,
                                   EP_ISA_NEON,       EP_ISA_SCALAR};

typedef ep_status plan_function(ep_isa isa, const void *arguments, ep_task *task);

static bool planned(subject *s, plan_function *plan) {
    for (size_t i = 0; i < sizeof preferred / sizeof *preferred; i++) {
        if (plan(preferred[i], &s->arguments, &s->task) != EP_OK) continue;
        s->isa = preferred[i];
        s->scratch_bytes = ep_pool_scratch_bytes(ours_pool, &s->task);
        s->scratch = ours_memory(s->scratch_bytes);
        return true;
    }
    return false;
}

/// A plan function as one of whatever arguments.
#define PLAN(operation)                                                                                                \
    static ep_status plan_##operation(ep_isa isa, const void *arguments, ep_task *task) {                              \
        return ep_##operation##_plan(isa, arguments, task);                                                            \
    }
PLAN(gemm_f32)
PLAN(gemm_bf16)
PLAN(gemm_s8)
PLAN(gemm_s4)
PLAN(depthwise_s8)
PLAN(depthwise_f32)
PLAN(peak)
PLAN(stream)

static bool weighs(subject *s, const void **packed, size_t packed_bytes) {
    s->packed = packed;
    s->packed_bytes = (packed_bytes + 63) / 64 * 64;
    return true;
}

static bool make_f32(subject *s, const size_t *sizes) {
    size_t rows = sizes[0], depth = sizes[1], columns = sizes[2], packed_bytes;
    ep_pack_f32_bytes(columns, depth, &packed_bytes);
    void *packed = ours_memory(packed_bytes);
    ep_pack_f32(&(ep_pack_f32_arguments){floats(depth * columns), columns, depth, 1, columns, NULL}, packed,
                packed_bytes);
    s->arguments.f32 = (ep_gemm_f32_arguments){floats(rows * columns), floats(rows * depth), NULL,     packed,
                                               packed_bytes,           rows,                 columns,  depth,
                                               columns,                depth,                0,        -INFINITY,
                                               INFINITY};
    return weighs(s, &s->arguments.f32.packed, packed_bytes) && planned(s, plan_gemm_f32);
}

/// Both sides bf16, fp32 out, as OpenVINO's hint for bf16 has it inside a model.
static bool make_bf16(subject *s, const size_t *sizes) {
    size_t rows = sizes[0], depth = sizes[1], columns = sizes[2], packed_bytes;
    ep_pack_bf16_bytes(columns, depth, &packed_bytes);
    void *packed = ours_memory(packed_bytes);
    ep_pack_bf16(&(ep_pack_f32_arguments){floats(depth * columns), columns, depth, 1, columns, NULL}, packed,
                 packed_bytes);
    s->arguments.bf16 = (ep_gemm_bf16_arguments){.destination = floats(rows * columns),
                                                 .left = floats(rows * depth),
                                                 .packed = packed,
                                                 .packed_bytes = packed_bytes,
                                                 .rows = rows,
                                                 .columns = columns,
                                                 .depth = depth,
                                                 .destination_stride = columns,
                                                 .left_stride = depth,
                                                 .left_type = EP_FLOAT_F32,
                                                 .destination_type = EP_FLOAT_F32,
                                                 .lowest = -INFINITY,
                                                 .highest = INFINITY};
    return weighs(s, &s->arguments.bf16.packed, packed_bytes) && planned(s, plan_gemm_bf16);
}

/// u8 activations, s8 weights with a multiplier for each column, requantized to u8.
static bool make_u8(subject *s, const size_t *sizes) {
    size_t rows = sizes[0], depth = sizes[1], columns = sizes[2], packed_bytes;
    ep_pack_s8_bytes(columns, 1, depth, &packed_bytes);
    void *packed = ours_memory(packed_bytes);
    ep_pack_s8(&(ep_pack_s8_arguments){.weights = bytes(columns * depth),
                                       .columns = columns,
                                       .taps = 1,
                                       .depth = depth,
                                       .column_stride = depth,
                                       .tap_stride = 1,
                                       .depth_stride = 1,
                                       .multipliers = repeated(1.0F / (64 * (float)depth), columns),
                                       .zero_point = 128},
               packed, packed_bytes);
    s->arguments.s8 = (ep_gemm_s8_arguments){.destination = bytes(rows * columns),
                                             .left = bytes(rows * depth),
                                             .left_type = EP_U8,
                                             .packed = packed,
                                             .packed_bytes = packed_bytes,
                                             .rows = rows,
                                             .columns = columns,
                                             .depth = depth,
                                             .destination_stride = columns,
                                             .left_stride = depth,
                                             .result = {.type = EP_U8, .zero_point = 128, .highest = 255}};
    return weighs(s, &s->arguments.s8.packed, packed_bytes) && planned(s, plan_gemm_s8);
}

/// Rows of s8 in blocks of 32; making them of fp32 is not counted, which rivals that take fp32 have to do.
static bool make_s4(subject *s, const size_t *sizes) {
    size_t rows = sizes[0], packed_bytes, blocks = (sizes[1] + 31) / 32;
    ep_pack_s4_shape shape = {.columns = sizes[2], .depth = sizes[1], .block = 32};
    ep_pack_s4_bytes(shape, &packed_bytes);
    void *packed = ours_memory(packed_bytes);
    ep_pack_s4(&(ep_pack_s4_arguments){shape, floats(shape.depth * shape.columns), 1, shape.columns, NULL}, packed,
               packed_bytes);
    ep_block_rows left = {bytes(rows * blocks * 32), repeated(0.01F, rows * blocks), ours_memory(rows * blocks * 4),
                          blocks * 32, blocks};
    s->arguments.s4 = (ep_gemm_s4_arguments){.destination = floats(rows * shape.columns),
                                             .left = left,
                                             .packed = packed,
                                             .packed_bytes = packed_bytes,
                                             .rows = rows,
                                             .shape = shape,
                                             .destination_stride = shape.columns,
                                             .lowest = -INFINITY,
                                             .highest = INFINITY};
    return weighs(s, &s->arguments.s4.packed, packed_bytes) && planned(s, plan_gemm_s4);
}

/// Height, width, channels, side of the window, stride; as many results as there are steps, as in MobileNets.
static ep_window window_of(const size_t *sizes) {
    size_t border = sizes[3] / 2;
    return (ep_window){.images = 1,
                       .channels = sizes[2],
                       .height = sizes[0],
                       .width = sizes[1],
                       .window_height = sizes[3],
                       .window_width = sizes[3],
                       .stride_height = sizes[4],
                       .stride_width = sizes[4],
                       .top = border,
                       .bottom = border,
                       .left = border,
                       .right = border,
                       .source_stride = sizes[2],
                       .destination_stride = sizes[2]};
}

static bool make_depthwise_u8(subject *s, const size_t *sizes) {
    size_t channels = sizes[2], packed_bytes;
    ep_pack_depthwise_s8_bytes(channels, sizes[3], &packed_bytes);
    void *packed = ours_memory(packed_bytes);
    ep_pack_depthwise_s8(&(ep_pack_depthwise_s8_arguments){.weights = bytes(channels * sizes[3] * sizes[3]),
                                                           .channels = channels,
                                                           .size = sizes[3],
                                                           .channel_stride = sizes[3] * sizes[3],
                                                           .tap_stride = 1,
                                                           .multipliers = repeated(0.001F, channels),
                                                           .zero_point = 128},
                         packed, packed_bytes);
    s->arguments.depthwise_s8 = (ep_depthwise_s8_arguments){bytes(sizes[0] * sizes[1] * channels),
                                                            bytes(sizes[0] * sizes[1] * channels),
                                                            EP_U8,
                                                            packed,
                                                            packed_bytes,
                                                            window_of(sizes),
                                                            128,
                                                            0,
                                                            255};
    return planned(s, plan_depthwise_s8);
}

static bool make_depthwise_f32(subject *s, const size_t *sizes) {
    size_t channels = sizes[2], packed_bytes;
    ep_pack_depthwise_f32_bytes(channels, sizes[3], &packed_bytes);
    void *packed = ours_memory(packed_bytes);
    ep_pack_depthwise_f32(&(ep_pack_depthwise_f32_arguments){.weights = floats(channels * sizes[3] * sizes[3]),
                                                             .channels = channels,
                                                             .size = sizes[3],
                                                             .channel_stride = sizes[3] * sizes[3],
                                                             .tap_stride = 1},
                          packed, packed_bytes);
    s->arguments.depthwise_f32 = (ep_depthwise_f32_arguments){floats(sizes[0] * sizes[1] * channels),
                                                              floats(sizes[0] * sizes[1] * channels),
                                                              packed,
                                                              packed_bytes,
                                                              window_of(sizes),
                                                              -INFINITY,
                                                              INFINITY};
    return planned(s, plan_depthwise_f32);
}

/// A ceiling: the number of `ep_peak`, and steps.
static bool make_peak(subject *s, const size_t *sizes) {
    s->arguments.peak = (ep_peak_arguments){(ep_peak)sizes[0], sizes[1], &s->round};
    return planned(s, plan_peak);
}

/// A ceiling: each thread reads memory that no cache holds, a slice of so many bytes in each call.
static bool make_read(subject *s, const size_t *sizes) {
    void *arena = ep_arena_create(cold_bytes * ours_threads);
    if (!arena) turn_fail("out of memory");
    memset(arena, 1, cold_bytes * ours_threads);
    s->arguments.stream = (ep_stream_arguments){EP_STREAM_READ, arena, cold_bytes, 0, sizes[0], 1, &s->round};
    s->is_stream = true;
    return planned(s, plan_stream);
}

const ours_operation ours_operations[] = {
    {"f32", make_f32},
    {"bf16", make_bf16},
    {"u8", make_u8},
    {"s4", make_s4},
    {"depthwise-u8", make_depthwise_u8},
    {"depthwise-f32", make_depthwise_f32},
    {"peak", make_peak},
    {"read", make_read},
    {NULL, NULL},
};
