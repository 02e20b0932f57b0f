#pragma once
#include <stdint.h>

/// What `ldtilecfg` reads: how long and how many the rows of each tile register are.
typedef struct {
    uint8_t palette, start_row, reserved[14];
    uint16_t row_bytes[16];
    uint8_t rows[16];
} ep_tile_shapes;

static_assert(sizeof(ep_tile_shapes) == 64);

/// All eight registers in full: 16 rows of 64 bytes.
#define EP_FULL_TILES                                                                            \
    {                                                                                            \
        .palette = 1, .row_bytes = {64, 64, 64, 64, 64, 64, 64, 64}, .rows = {16, 16, 16, 16, 16, 16, 16, 16}, \
    }
