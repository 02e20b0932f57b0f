#pragma once
#include "../common/grid.h"
#include "CEdgeKernels.h"
#include <string.h>

/// What becomes of the sums, with zero point and bounds of 8-bit results written as u8.
typedef struct {
    ep_element type;
    uint8_t zero_point, lowest, highest;
    /// 128 if the results are s8: it turns u8 into s8.
    uint8_t flip;
    float lowest_value, highest_value;
} ep_gemm_s8_finish;

/// A strip of tiles of equal size, one below the other, of a product or of a convolution.
typedef struct {
    /// For each tile, for each tap of the convolution's kernel, a pointer for each row: to `depth` activations.
    const uint8_t *const *rows;
    /// The first row of a product, and how far away the next is: what kernels of short sums take instead.
    const uint8_t *left;
    size_t left_stride;
    size_t tiles, taps, depth;
    /// Whether the activations are s8.
    bool is_signed;
    /// The first group of 16 columns, and how far away the next is.
    const int8_t *weights;
    size_t group_bytes;
    /// What the sums start with, over u8 and over s8 activations.
    const int32_t *unsigned_starts, *signed_starts;
    const float *multipliers;
    void *destination;
    size_t destination_stride;
    size_t columns;
    const ep_gemm_s8_finish *finish;
    /// Of f32 results; null for none.
    const float *row_scales, *bias;
    /// What the kernel asked for.
    void *scratch;
} ep_gemm_s8_strip;

/// Computes a strip whose tiles have no more rows and groups than the kernel's shape allows.
typedef void ep_gemm_s8_kernel(const ep_gemm_s8_strip *strip, size_t rows, size_t groups);

ep_gemm_s8_kernel ep_gemm_s8_scalar;
#if defined(__x86_64__)
ep_gemm_s8_kernel ep_gemm_s8_avx2, ep_gemm_s8_avxvnni, ep_gemm_s8_avx512vnni, ep_gemm_s8_amxint8;
ep_gemm_s8_kernel ep_gemm_s8_short_avx512vnni;
#elif defined(__aarch64__)
ep_gemm_s8_kernel ep_gemm_s8_neon, ep_gemm_s8_dotprod, ep_gemm_s8_i8mm, ep_gemm_s8_sve, ep_gemm_s8_sve_i8mm;
#endif

/// A kernel, the tiles it takes, and the scratch it asks for.
typedef struct {
    ep_gemm_s8_kernel *kernel;
    ep_grid_shape shape;
    size_t scratch_bytes;
    /// Called by each thread before its first and after its last strip; null for nothing.
    void (*begin)(void);
    void (*end)(void);
} ep_gemm_s8_entry;

/// Null where there is none.
const ep_gemm_s8_entry *ep_gemm_s8_find(ep_isa isa);

#if defined(__x86_64__)
/// Scratch of the kernel on AMX, and what its threads do at the end.
enum : size_t { EP_GEMM_S8_TILE_BYTES = 9 << 10 };
void ep_gemm_s8_release_tiles(void);
#endif

/// Sums for the kernels of short ones, in bytes: of whole fours, of products, not convolutions, with small multipliers.
enum : size_t { EP_GEMM_S8_SHORT = 256 };

/// A kernel of short sums to 8-bit results; null where there is none.
const ep_gemm_s8_entry *ep_gemm_s8_find_short(ep_isa isa);

/// Four activations in the order of memory; of the last four of a row perhaps fewer, with zeros behind them.
static inline __attribute__((always_inline)) uint32_t ep_gemm_s8_four(const uint8_t *from) {
    uint32_t four;
    memcpy(&four, from, sizeof four);
    return four;
}

static inline uint32_t ep_gemm_s8_last(const uint8_t *from, size_t count) {
    uint32_t four = from[0];
    if (count > 1) four |= (uint32_t)from[1] << 8;
    if (count > 2) four |= (uint32_t)from[2] << 16;
    return four;
}

/// Turns the sums of a strip, stored where the results belong, into f32.
///
/// Every file's copy is compiled for its own instruction set.
static inline __attribute__((always_inline)) void ep_gemm_s8_to_float(const ep_gemm_s8_strip *strip, size_t rows) {
#pragma STDC FP_CONTRACT OFF
    // Read once: for all that the compiler knows, a store to the destination might change them.
    const float lowest = strip->finish->lowest_value, highest = strip->finish->highest_value;
    const float *multipliers = strip->multipliers, *bias = strip->bias;
    const float nothing[EP_GRID_GROUPS * EP_GRID_COLUMNS] = {0};
    if (!bias) bias = nothing;
    size_t columns = strip->columns;
    for (size_t r = 0; r < rows * strip->tiles; r++) {
        char *place = (char *)strip->destination + r * strip->destination_stride * sizeof(float);
        float scale = strip->row_scales ? strip->row_scales[r] : 1;
        float values[EP_GRID_GROUPS * EP_GRID_COLUMNS];
        memcpy(values, place, columns * sizeof *values);
        for (size_t n = 0; n < columns; n++) {
            int32_t sum;
            memcpy(&sum, values + n, sizeof sum);
            float value = (float)sum * (multipliers[n] * scale) + bias[n];
            // Written so that NaN passes: every comparison with it is false.
            value = value < lowest ? lowest : value;
            values[n] = value > highest ? highest : value;
        }
        memcpy(place, values, columns * sizeof *values);
    }
}
