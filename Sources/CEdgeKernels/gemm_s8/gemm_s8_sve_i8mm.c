#include "gemm_s8.h"

#if defined(__aarch64__)
#pragma clang attribute push(__attribute__((target("sve,i8mm"))), apply_to = function)

#include "gemm_s8_sve.h"

#define EACH_PAIR(X) X(0, 0, 1) X(1, 2, 3) X(2, 4, 5) X(3, 6, 7)

/// Up to eight activations of one row, zeros behind them.
static inline __attribute__((always_inline)) uint64_t eight(const uint8_t *from, size_t rest) {
    uint64_t bytes = 0;
    if (rest >= 8) memcpy(&bytes, from, 8);
    else memcpy(&bytes, from, rest);
    return bytes;
}

/// Two rows in every 128 bits, as signed activations.
static inline __attribute__((always_inline)) svint8_t pair(const uint8_t *upper, const uint8_t *lower, size_t rest,
                                                           uint8_t flip) {
    svuint64_t both = svzip1(svdup_u64(eight(upper, rest)), svdup_u64(eight(lower, rest)));
    return svreinterpret_s8(sveor_x(svptrue_b8(), svreinterpret_u8(both), flip));
}

/// The rows of one tile by two slices, all of K; each sum register holds two rows by two columns in every 128 bits.
static inline __attribute__((always_inline)) void product(const ep_gemm_s8_strip *strip, const uint8_t *const *tile,
                                                          int rows, size_t first, slice a, slice b) {
    svbool_t in_a = columns_of(a), in_b = columns_of(b);
    uint8_t flip = strip->is_signed ? 0 : 0x80;
    const uint32_t *from_a = (const uint32_t *)(const void *)a.weights;
    const uint32_t *from_b = (const uint32_t *)(const void *)b.weights;
#define START(p, u, l) svint32_t a_low##p = svdup_s32(0), a_high##p = a_low##p, b_low##p = a_low##p, b_high##p = a_low##p;
    EACH_PAIR(START)
    for (size_t tap = 0; tap < strip->taps; tap++, tile += rows) {
        for (size_t k = 0; k < strip->depth; k += 8) {
            size_t rest = strip->depth - k;
            svuint32_t a_first = svld1(in_a, from_a), a_second = svdup_u32(0);
            svuint32_t b_first = svld1(in_b, from_b), b_second = svdup_u32(0);
            from_a += line_bytes / 4, from_b += line_bytes / 4;
            if (rest > 4) {
                a_second = svld1(in_a, from_a), b_second = svld1(in_b, from_b);
                from_a += line_bytes / 4, from_b += line_bytes / 4;
            }
            svint8_t a_lows = svreinterpret_s8(svzip1(a_first, a_second));
            svint8_t a_highs = svreinterpret_s8(svzip2(a_first, a_second));
            svint8_t b_lows = svreinterpret_s8(svzip1(b_first, b_second));
            svint8_t b_highs = svreinterpret_s8(svzip2(b_first, b_second));
#define ADD(p, u, l)                                                                                                   \
    if (rows > u) {                                                                                                    \
        svint8_t left = pair(tile[u] + k, tile[rows > l ? l : u] + k, rest, flip);                                     \
        a_low##p = svmmla(a_low##p, left, a_lows), a_high##p = svmmla(a_high##p, left, a_highs);                       \
        b_low##p = svmmla(b_low##p, left, b_lows), b_high##p = svmmla(b_high##p, left, b_highs);                       \
    }
            EACH_PAIR(ADD)
        }
    }
    svint32_t a_start = svld1(in_a, strip->signed_starts + a.column);
    svint32_t b_start = svld1(in_b, strip->signed_starts + b.column);
#define UPPER(low, high) svreinterpret_s32(svuzp1(svreinterpret_s64(low), svreinterpret_s64(high)))
#define LOWER(low, high) svreinterpret_s32(svuzp2(svreinterpret_s64(low), svreinterpret_s64(high)))
#define FINISH(p, u, l)                                                                                                \
    if (rows > u) {                                                                                                    \
        finish(strip, first + u, a, in_a, svadd_x(in_a, UPPER(a_low##p, a_high##p), a_start));                         \
        finish(strip, first + u, b, in_b, svadd_x(in_b, UPPER(b_low##p, b_high##p), b_start));                         \
    }                                                                                                                  \
    if (rows > l) {                                                                                                    \
        finish(strip, first + l, a, in_a, svadd_x(in_a, LOWER(a_low##p, a_high##p), a_start));                         \
        finish(strip, first + l, b, in_b, svadd_x(in_b, LOWER(b_low##p, b_high##p), b_start));                         \
    }
    EACH_PAIR(FINISH)
}

static inline __attribute__((always_inline)) void all_tiles(const ep_gemm_s8_strip *strip, int rows) {
    for (size_t tile = 0; tile < strip->tiles; tile++) {
        const uint8_t *const *table = strip->rows + tile * strip->taps * (size_t)rows;
        for (size_t column = 0; column < strip->columns;) {
            slice a = slice_at(strip, column), b = slice_at(strip, a.next);
            product(strip, table, rows, tile * (size_t)rows, a, b);
            column = b.next;
        }
    }
}

void ep_gemm_s8_sve_i8mm(const ep_gemm_s8_strip *strip, size_t rows, size_t groups) {
    (void)groups;
    switch (rows) {
    case 1: all_tiles(strip, 1); break;
    case 2: all_tiles(strip, 2); break;
    case 3: all_tiles(strip, 3); break;
    case 4: all_tiles(strip, 4); break;
    case 5: all_tiles(strip, 5); break;
    case 6: all_tiles(strip, 6); break;
    case 7: all_tiles(strip, 7); break;
    default: all_tiles(strip, 8);
    }
    if (strip->finish->type == EP_F32) ep_gemm_s8_to_float(strip, rows);
}

#pragma clang attribute pop
#endif
