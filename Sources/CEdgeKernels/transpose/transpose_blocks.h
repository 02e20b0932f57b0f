// Blocks of all instruction sets but scalar: the file that includes this sets one.
//
// Registers of 128 bits are all that is needed. Compiled for AVX-512 it was no faster, so there is no such file.
#include "../common/turn_block.h"
#include "transpose.h"

#define INLINE static inline __attribute__((always_inline))

typedef uint8_t bytes16 __attribute__((vector_size(16)));

/// 4 rows of 16 bytes become 16 columns of 4. Strides are in bytes.
INLINE void turn_bytes(const char *source, size_t source_stride, char *destination, size_t destination_stride) {
    bytes16 rows[4];
    for (size_t row = 0; row < 4; row++) memcpy(&rows[row], source + row * source_stride, sizeof rows[row]);
#define LOW(a, b) __builtin_shufflevector(a, b, 0, 16, 1, 17, 2, 18, 3, 19, 4, 20, 5, 21, 6, 22, 7, 23)
#define HIGH(a, b) __builtin_shufflevector(a, b, 8, 24, 9, 25, 10, 26, 11, 27, 12, 28, 13, 29, 14, 30, 15, 31)
    bytes16 low[2] = {LOW(rows[0], rows[2]), LOW(rows[1], rows[3])};
    bytes16 high[2] = {HIGH(rows[0], rows[2]), HIGH(rows[1], rows[3])};
    bytes16 turned[4] = {LOW(low[0], low[1]), HIGH(low[0], low[1]), LOW(high[0], high[1]), HIGH(high[0], high[1])};
#undef LOW
#undef HIGH
    if (destination_stride == 4) {
        memcpy(destination, turned, sizeof turned);
        return;
    }
    const char *columns = (const char *)turned;
    for (size_t column = 0; column < 16; column++)
        memcpy(destination + column * destination_stride, columns + column * 4, 4);
}

/// 4 rows of 16 bytes. Of rows that are not there a copy full of padding is read.
INLINE void turn_group(const ep_transpose_arguments *a, size_t row, size_t column, size_t element) {
    const char *source = (const char *)a->source + (row * a->source_stride + column) * element;
    char *destination = (char *)a->destination + (column * a->destination_stride + row) * element;
    size_t stride = a->source_stride * element, there = a->rows - row;
    char copies[4][16];
    if (there < 4) {
        for (size_t i = 0; i < sizeof copies; i += element) memcpy((char *)copies + i, &a->padding, element);
        for (size_t r = 0; r < there; r++) memcpy(copies[r], source + r * stride, sizeof copies[r]);
        source = (const char *)copies;
        stride = sizeof copies[0];
    }
    if (element == 1) turn_bytes(source, stride, destination, a->destination_stride);
    else ep_turn_block(source, stride, destination, a->destination_stride * element);
}

/// As many rows and columns as fill a cache line each, so that lines are whole before others take their place.
INLINE void turn_lines(const ep_transpose_arguments *a, size_t row, size_t column, size_t element) {
    size_t step = 16 / element, last_row = ep_least(row + 64 / element, a->rows);
    size_t last_column = ep_least(column + 64 / element, a->columns);
    // The last groups begin earlier where not enough is left, and write some elements again.
    for (; row < last_row; row += 4)
        for (size_t c = column; c < last_column; c += step)
            turn_group(a, ep_least(row, a->padded_rows - 4), ep_least(c, a->columns - step), element);
}

INLINE void turn_elements(const ep_transpose_arguments *a, size_t element) {
    for (size_t row = 0; row < a->rows; row += 64 / element)
        for (size_t column = 0; column < a->columns; column += 64 / element) turn_lines(a, row, column, element);
}

typedef float floats4 __attribute__((vector_size(16)));

/// Planes of red, green and blue become pixels without gaps: what a picture is before its first layer.
INLINE void turn_three(const ep_transpose_arguments *a) {
    const float *planes = a->source;
    for (size_t column = 0; column < a->columns; column += 4) {
        // The last four begin earlier where not enough is left.
        size_t first = ep_least(column, a->columns - 4);
        floats4 rows[3];
        for (size_t row = 0; row < 3; row++) memcpy(&rows[row], planes + row * a->source_stride + first, sizeof rows[row]);
#define BOTH __builtin_shufflevector(rows[0], rows[1], 0, 1, 2, 3, 4, 5, 6, 7)
#define THIRD __builtin_shufflevector(rows[2], rows[2], 0, 1, 2, 3, 4, 5, 6, 7)
        floats4 pixels[3] = {__builtin_shufflevector(BOTH, THIRD, 0, 4, 8, 1), __builtin_shufflevector(BOTH, THIRD, 5, 9, 2, 6),
                             __builtin_shufflevector(BOTH, THIRD, 10, 3, 7, 11)};
#undef BOTH
#undef THIRD
        memcpy((float *)a->destination + 3 * first, pixels, sizeof pixels);
    }
}

INLINE bool is_three(const ep_transpose_arguments *a) {
    return a->element_bytes == 4 && a->rows == 3 && a->padded_rows == 3 && a->destination_stride == 3 && a->columns >= 4;
}

INLINE void turn(const ep_transpose_arguments *block) {
    if (is_three(block)) {
        turn_three(block);
        return;
    }
    ep_transpose_arguments rest = *block;
    if (block->padded_rows >= 4 && block->columns >= 16 / block->element_bytes) {
        if (block->element_bytes == 1) turn_elements(block, 1);
        else turn_elements(block, 4);
        size_t turned = ep_least((block->rows + 3) / 4 * 4, block->padded_rows);
        rest.destination = (char *)block->destination + turned * block->element_bytes;
        rest.padded_rows -= turned;
        rest.rows = 0;
    }
    // Too small for groups, or padding that no group has reached.
    ep_transpose_scalar(&rest);
}
