#pragma once
// AMX in software, for checking kernels on processors that lack it: included before every file, it takes the place of
// the compiler's tile intrinsics. A shape that the processor would refuse ends the program.
// The first file of all: what asks for the whole of the system has to come before it.
#define _GNU_SOURCE
#include <immintrin.h>
#include <stddef.h>
#include <stdint.h>

void model_configure(const void *shapes);
void model_release(void);
void model_zero(int tile);
void model_load(int tile, const void *start, ptrdiff_t stride);
void model_store(int tile, void *start, ptrdiff_t stride);
/// 32-bit sums of products of bytes; the left ones are signed or not, the right ones signed.
void model_multiply_bytes(int sums, int left, int right, int left_is_signed);
void model_multiply_bf16(int sums, int left, int right);

#undef _tile_loadconfig
#undef _tile_release
#undef _tile_zero
#undef _tile_loadd
#undef _tile_stored
#undef _tile_dpbusd
#undef _tile_dpbssd
#undef _tile_dpbf16ps
#define _tile_loadconfig(shapes) model_configure(shapes)
#define _tile_release() model_release()
#define _tile_zero(tile) model_zero(tile)
#define _tile_loadd(tile, start, stride) model_load(tile, start, (ptrdiff_t)(stride))
#define _tile_stored(tile, start, stride) model_store(tile, start, (ptrdiff_t)(stride))
#define _tile_dpbusd(sums, left, right) model_multiply_bytes(sums, left, right, 0)
#define _tile_dpbssd(sums, left, right) model_multiply_bytes(sums, left, right, 1)
#define _tile_dpbf16ps(sums, left, right) model_multiply_bf16(sums, left, right)
