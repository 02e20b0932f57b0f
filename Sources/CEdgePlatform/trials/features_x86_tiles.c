#define _GNU_SOURCE
#include "features_x86_tiles.h"

#if defined(__x86_64__)
#include <stdint.h>
#include <sys/syscall.h>
#include <unistd.h>

enum { request_permission = 0x1023, tile_registers = 18 };

/// How LDTILECFG wants the tiles described.
struct tile_shapes {
    uint8_t palette;
    uint8_t start_row;
    uint8_t reserved[14];
    uint16_t row_bytes[16];
    uint8_t rows[16];
};

struct tiles {
    _Alignas(64) struct tile_shapes shapes;
    uint32_t accumulator;
    uint32_t left;
    uint32_t right;
    uint32_t answer;
};

static void prepare(struct tiles *tiles, uint32_t accumulator, uint32_t left, uint32_t right) {
    // The kernel saves tiles only for processes that asked; without the permission they fault, which is an answer.
    syscall(SYS_arch_prctl, request_permission, tile_registers);
    *tiles = (struct tiles){.shapes = {.palette = 1}, .accumulator = accumulator, .left = left, .right = right};
    tiles->answer = 0xdeadbeef;
    for (int i = 0; i < 3; i++) {
        tiles->shapes.rows[i] = 1;
        tiles->shapes.row_bytes[i] = 4;
    }
}

// Tiles are no registers that the compiler knows here; TILERELEASE leaves them as they were found, empty.
#define TILES(instruction, tiles)                                                                                      \
    __asm__ volatile("ldtilecfg (%0)\n\t"                                                                              \
                     "tileloadd 64(%0,%1,1), %%tmm0\n\t"                                                               \
                     "tileloadd 68(%0,%1,1), %%tmm1\n\t"                                                               \
                     "tileloadd 72(%0,%1,1), %%tmm2\n\t" instruction "\n\t"                                            \
                     "tilestored %%tmm0, 76(%0,%1,1)\n\t"                                                              \
                     "tilerelease"                                                                                     \
                     :                                                                                                 \
                     : "r"(tiles), "r"((uint64_t)0)                                                                    \
                     : "memory")

bool ep_try_amx_tile(void) {
    struct tiles tiles;
    prepare(&tiles, 42, 0, 0);
    TILES("", &tiles);
    return tiles.answer == 42;
}

bool ep_try_amx_int8(void) {
    struct tiles tiles;
    prepare(&tiles, 10, 0x040302ff, 0x01ff02fe);
    TILES("tdpbssd %%tmm2, %%tmm1, %%tmm0", &tiles);
    return tiles.answer == 17;
}

bool ep_try_amx_bf16(void) {
    struct tiles tiles;
    prepare(&tiles, 0x3f800000, 0x40003f80, 0x40404040);
    TILES("tdpbf16ps %%tmm2, %%tmm1, %%tmm0", &tiles);
    return tiles.answer == 0x41200000;
}

bool ep_try_amx_fp16(void) {
    struct tiles tiles;
    prepare(&tiles, 0x3f800000, 0x40003c00, 0x42004200);
    TILES("tdpfp16ps %%tmm2, %%tmm1, %%tmm0", &tiles);
    return tiles.answer == 0x41200000;
}

/// The imaginary part of (1 + 2i)(3 + 3i), which is 9, on top of 1.
bool ep_try_amx_complex(void) {
    struct tiles tiles;
    prepare(&tiles, 0x3f800000, 0x40003c00, 0x42004200);
    TILES("tcmmimfp16ps %%tmm2, %%tmm1, %%tmm0", &tiles);
    return tiles.answer == 0x41200000;
}
#endif
