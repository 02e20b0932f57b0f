#include "gemm_s8.h"

#if defined(__aarch64__)
#pragma clang attribute push(__attribute__((target("sve"))), apply_to = function)

#include "gemm_s8_sve.h"

/// The rows of one tile by two slices, all of K.
static inline __attribute__((always_inline)) void product(const ep_gemm_s8_strip *strip, const uint8_t *const *tile,
                                                          int rows, size_t first, slice a, slice b) {
    svbool_t in_a = columns_of(a), in_b = columns_of(b), all = svptrue_b8();
    // Each column is four bytes of a line.
    svbool_t line_of_a = svwhilelt_b8((uint64_t)0, (uint64_t)a.count * 4);
    svbool_t line_of_b = svwhilelt_b8((uint64_t)0, (uint64_t)b.count * 4);
    // The instruction multiplies signed activations.
    uint8_t flip = strip->is_signed ? 0 : 0x80;
    const int8_t *from_a = a.weights, *from_b = b.weights;
#define START(r)                                                                                                       \
    svint32_t a##r = svld1(in_a, strip->signed_starts + a.column);                                                     \
    svint32_t b##r = svld1(in_b, strip->signed_starts + b.column);
    EACH_ROW(START)
    for (size_t tap = 0; tap < strip->taps; tap++, tile += rows) {
#define ROW(r) const uint8_t *left##r = rows > r ? tile[r] : NULL;
        EACH_ROW(ROW)
        size_t k = 0;
        for (; k + 16 <= strip->depth; k += 16) {
#define LEFT(r)                                                                                                        \
    svint8_t many##r = svdup_s8(0);                                                                                    \
    if (rows > r) many##r = svreinterpret_s8(sveor_x(all, svld1rq(all, left##r + k), flip));
            EACH_ROW(LEFT)
#define ADD(r, lane)                                                                                                   \
    if (rows > r) a##r = svdot_lane(a##r, line_a, many##r, lane), b##r = svdot_lane(b##r, line_b, many##r, lane);
#define STEP(lane)                                                                                                     \
    {                                                                                                                  \
        svint8_t line_a = svld1(line_of_a, from_a), line_b = svld1(line_of_b, from_b);                                 \
        ADD(0, lane) ADD(1, lane) ADD(2, lane) ADD(3, lane) ADD(4, lane) ADD(5, lane) ADD(6, lane) ADD(7, lane)        \
        from_a += line_bytes, from_b += line_bytes;                                                                    \
    }
            STEP(0) STEP(1) STEP(2) STEP(3)
        }
        for (; k < strip->depth; k += 4, from_a += line_bytes, from_b += line_bytes) {
            size_t rest = strip->depth - k;
            svint8_t line_a = svld1(line_of_a, from_a), line_b = svld1(line_of_b, from_b);
#define ADD_FOUR(r)                                                                                                    \
    if (rows > r) {                                                                                                    \
        uint32_t four = rest < 4 ? ep_gemm_s8_last(left##r + k, rest) : ep_gemm_s8_four(left##r + k);                  \
        svint8_t left = svreinterpret_s8(sveor_x(all, svreinterpret_u8(svdup_u32(four)), flip));                       \
        a##r = svdot(a##r, line_a, left), b##r = svdot(b##r, line_b, left);                                            \
    }
            EACH_ROW(ADD_FOUR)
        }
    }
#define FINISH(r)                                                                                                      \
    if (rows > r) finish(strip, first + r, a, in_a, a##r), finish(strip, first + r, b, in_b, b##r);
    EACH_ROW(FINISH)
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

void ep_gemm_s8_sve(const ep_gemm_s8_strip *strip, size_t rows, size_t groups) {
    // A processor that has this with short registers has it with long ones too.
    if (ep_isa_contains(ep_isa_available(), EP_ISA_I8MM)) {
        ep_gemm_s8_sve_i8mm(strip, rows, groups);
        return;
    }
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
