#pragma once
#include <stddef.h>
#include <stdint.h>

// PNG and JPEG over the system's own libraries, decoded to 8-bit RGB. Both libraries leave an error by a long jump:
// none gets out of here. The caller asks for the size first, refuses what is too large, and gives the room.

enum { EP_IMAGE_DONE = 0, EP_IMAGE_DAMAGED = -1, EP_IMAGE_NO_MEMORY = -2, EP_IMAGE_UNSUPPORTED = -3 };

/// Bytes of the room for the library's own words on what is wrong; a zero ends them.
enum { EP_IMAGE_WORDS = 200 };

typedef struct {
    uint32_t width, height;
} ep_image_size;

/// Reads no further than to the first pixel.
int32_t ep_png_size(const uint8_t *bytes, size_t count, ep_image_size *size, char *words);
int32_t ep_jpeg_size(const uint8_t *bytes, size_t count, ep_image_size *size, char *words);

/// Writes 3 * width * height bytes, row by row. Alpha is dropped, 16 bits keep the upper 8, no colour profile is
/// applied: what training pipelines do. A size other than that of the file is answered by DAMAGED.
int32_t ep_png_decode(const uint8_t *bytes, size_t count, ep_image_size size, uint8_t *rgb, char *words);

/// The same for a JPEG. Rotation that its metadata asks for is not applied.
int32_t ep_jpeg_decode(const uint8_t *bytes, size_t count, ep_image_size size, uint8_t *rgb, char *words);
