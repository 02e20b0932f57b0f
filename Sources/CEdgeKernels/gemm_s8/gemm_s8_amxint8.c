#include "../common/tiles.h"
#include "gemm_s8.h"

#if defined(__x86_64__)
#include <immintrin.h>

#define TARGET "avx512f,avx512bw,avx512vl,avx512vnni,amx-tile,amx-int8"
#pragma clang attribute push(__attribute__((target(TARGET))), apply_to = function)

#include "gemm_s8_avx512vnni.h"

enum : size_t { tile_rows = EP_GRID_ROWS, line_bytes = 64, tile_bytes = 16 * line_bytes, line_sums = 16 };

/// What cannot be read where it lies, and the sums on their way to results.
typedef struct {
    int32_t sums[EP_GRID_GROUPS][tile_rows][line_sums];
    uint8_t left[tile_rows][line_bytes];
    int8_t weights[EP_GRID_GROUPS][tile_bytes];
} tile_scratch;

static_assert(sizeof(tile_scratch) == EP_GEMM_S8_TILE_BYTES);

/// Registers 0 to 3 are the sums of four groups, 4 the left side, 5 to 7 weights by turns.
static void configure(size_t rows) {
    ep_tile_shapes shapes = EP_FULL_TILES;
    for (int i = 0; i <= 4; i++) shapes.rows[i] = (uint8_t)rows;
    _tile_loadconfig(&shapes);
}

/// Where 64 activations of every row of a tile begin, and bytes from one row to the next.
typedef struct {
    const uint8_t *start;
    ptrdiff_t stride;
} rows_of_tile;

/// In place if the rows are evenly spaced and whole; otherwise copied, with zeros behind what is left of them.
static rows_of_tile find_rows(const uint8_t *const *rows, size_t count, size_t k, size_t bytes, tile_scratch *scratch) {
    intptr_t stride = count > 1 ? (intptr_t)rows[1] - (intptr_t)rows[0] : (intptr_t)line_bytes;
    bool is_even = bytes == line_bytes;
    for (size_t r = 2; r < count; r++) is_even = is_even && (intptr_t)rows[r] - (intptr_t)rows[r - 1] == stride;
    if (is_even) return (rows_of_tile){rows[0] + k, stride};
    for (size_t r = 0; r < count; r++) {
        memset(scratch->left[r], 0, line_bytes);
        memcpy(scratch->left[r], rows[r] + k, bytes);
    }
    return (rows_of_tile){scratch->left[0], line_bytes};
}

/// Adds the products of 64 activations; only the registers that matter are loaded.
#define ADD(product)                                                                                                   \
    do {                                                                                                               \
        _tile_loadd(4, left.start, left.stride);                                                                       \
        _tile_loadd(5, weights, line_bytes);                                                                           \
        product(0, 4, 5);                                                                                              \
        if (groups > 1) {                                                                                              \
            _tile_loadd(6, weights + stride, line_bytes);                                                              \
            product(1, 4, 6);                                                                                          \
        }                                                                                                              \
        if (groups > 2) {                                                                                              \
            _tile_loadd(7, weights + 2 * stride, line_bytes);                                                          \
            product(2, 4, 7);                                                                                          \
        }                                                                                                              \
        if (groups > 3) {                                                                                              \
            _tile_loadd(5, weights + 3 * stride, line_bytes);                                                          \
            product(3, 4, 5);                                                                                          \
        }                                                                                                              \
    } while (0)

static void add_unsigned(rows_of_tile left, const int8_t *weights, size_t stride, size_t groups) { ADD(_tile_dpbusd); }

/// Signed activations are multiplied as they are: flipping them would take a copy.
static void add_signed(rows_of_tile left, const int8_t *weights, size_t stride, size_t groups) { ADD(_tile_dpbssd); }

/// Copies the lines of a tap's last activations, which are fewer than a tile has, with zeros behind them.
static void find_last(const ep_gemm_s8_strip *strip, const int8_t *from, size_t bytes, size_t groups,
                      tile_scratch *scratch) {
    size_t lines = (bytes + 3) / 4 * line_bytes;
    for (size_t g = 0; g < groups; g++) {
        memset(scratch->weights[g], 0, tile_bytes);
        memcpy(scratch->weights[g], from + g * strip->group_bytes, lines);
    }
}

/// Adds all products of one tile to its sums; `is_first` if a product's last weights have yet to be found.
static void multiply(const ep_gemm_s8_strip *strip, const uint8_t *const *rows, size_t count, size_t groups,
                     bool is_first, tile_scratch *scratch) {
    size_t whole = strip->depth / line_bytes * line_bytes, rest = strip->depth - whole;
    size_t tap_bytes = (strip->depth + 3) / 4 * line_bytes;
    void (*add)(rows_of_tile, const int8_t *, size_t, size_t) = strip->is_signed ? add_signed : add_unsigned;
    for (size_t tap = 0; tap < strip->taps; tap++, rows += count) {
        const int8_t *weights = strip->weights + tap * tap_bytes;
        for (size_t k = 0; k < whole; k += line_bytes, weights += tile_bytes)
            add(find_rows(rows, count, k, line_bytes, scratch), weights, strip->group_bytes, groups);
        if (!rest) continue;
        if (is_first || strip->taps > 1) find_last(strip, weights, rest, groups, scratch);
        add(find_rows(rows, count, whole, rest, scratch), scratch->weights[0], tile_bytes, groups);
    }
}

static void start_and_store(const ep_gemm_s8_strip *strip, const uint8_t *const *rows, size_t count, size_t groups,
                            bool is_first, tile_scratch *scratch) {
    _tile_zero(0);
    _tile_zero(1);
    _tile_zero(2);
    _tile_zero(3);
    multiply(strip, rows, count, groups, is_first, scratch);
    _tile_stored(0, scratch->sums[0], line_bytes);
    _tile_stored(1, scratch->sums[1], line_bytes);
    _tile_stored(2, scratch->sums[2], line_bytes);
    _tile_stored(3, scratch->sums[3], line_bytes);
}

/// The sums of one row, with what they start with.
static inline __attribute__((always_inline)) void load_row(__m512i *sums, const tile_scratch *scratch, size_t row,
                                                           const int32_t *starts, size_t groups) {
    for (size_t g = 0; g < EP_GRID_GROUPS; g++) {
        __m512i start = g < groups ? _mm512_loadu_si512(starts + g * line_sums) : _mm512_setzero_si512();
        sums[g] = _mm512_add_epi32(_mm512_loadu_si512(scratch->sums[g][row]), start);
    }
}

static void make_results(const ep_gemm_s8_strip *strip, const tile_scratch *scratch, size_t tile, size_t count,
                         size_t groups) {
    const int32_t *starts = strip->is_signed ? strip->signed_starts : strip->unsigned_starts;
    narrowing n = narrowing_of(strip, any_result);
    float multipliers[EP_GRID_GROUPS * line_sums] = {0};
    memcpy(multipliers, strip->multipliers, groups * line_sums * sizeof(float));
    n.multipliers = multipliers;
    bool narrows = strip->finish->type == EP_U8 || strip->finish->type == EP_S8;
    for (size_t row = 0; row < count; row++) {
        size_t place = (tile * count + row) * strip->destination_stride;
        sums_of_tile sums;
        load_row(sums[0], scratch, row, starts, groups);
        if (narrows) {
            n.destination = (uint8_t *)strip->destination + place;
            requantize(n, sums, 1, EP_GRID_GROUPS, true, any_result);
            continue;
        }
        for (size_t g = 0; g < groups; g++) {
            size_t left = strip->columns - g * line_sums;
            __mmask16 lanes = left < line_sums ? (__mmask16)((1U << left) - 1) : 0xFFFF;
            _mm512_mask_storeu_epi32((int32_t *)strip->destination + place + g * line_sums, lanes, sums[0][g]);
        }
    }
}

/// Executed on a model of tiles alone so far, and never timed: no processor with AMX was at hand.
void ep_gemm_s8_amxint8(const ep_gemm_s8_strip *strip, size_t rows, size_t groups) {
    tile_scratch *scratch = strip->scratch;
    configure(rows);
    for (size_t tile = 0; tile < strip->tiles; tile++) {
        start_and_store(strip, strip->rows + tile * rows * strip->taps, rows, groups, tile == 0, scratch);
        make_results(strip, scratch, tile, rows, groups);
    }
    if (strip->finish->type == EP_F32) ep_gemm_s8_to_float(strip, rows);
}

/// Registers that stay in use make switching threads slow.
void ep_gemm_s8_release_tiles(void) { _tile_release(); }

#pragma clang attribute pop
#endif
