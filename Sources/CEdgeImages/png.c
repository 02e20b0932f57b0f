#include "words.h"

#include <png.h>
#include <setjmp.h>
#include <string.h>

enum { chunk_bytes_at_most = 8 << 20, chunks_at_most = 1000 };

/// The part of the file that is not read yet.
typedef struct {
    const uint8_t *bytes;
    size_t count;
} source;

static void take(png_structp png, png_bytep into, size_t count) {
    source *from = png_get_io_ptr(png);
    if (count > from->count) png_error(png, "it ends too early");
    memcpy(into, from->bytes, count);
    from->bytes += count;
    from->count -= count;
}

static void fail(png_structp png, png_const_charp message) {
    keep_words(png_get_error_ptr(png), message);
    png_longjmp(png, 1);
}

static void ignore(png_structp png, png_const_charp message) {
    (void)png;
    (void)message;
}

/// Reads up to the first pixel. Nothing but pixels and palette is kept of the file.
static void begin(png_structp png, png_infop info, source *from) {
    png_set_read_fn(png, from, take);
    png_set_user_limits(png, PNG_UINT_31_MAX, PNG_UINT_31_MAX);
    png_set_chunk_cache_max(png, chunks_at_most);
    png_set_chunk_malloc_max(png, chunk_bytes_at_most);
    png_set_keep_unknown_chunks(png, PNG_HANDLE_CHUNK_NEVER, NULL, -1);
    png_read_info(png, info);
}

static void read_rows(png_structp png, png_infop info, ep_image_size size, uint8_t *rgb) {
    if (png_get_image_width(png, info) != size.width || png_get_image_height(png, info) != size.height)
        png_error(png, "its size changed");
    png_set_expand(png);
    png_set_strip_16(png);
    png_set_strip_alpha(png);
    png_set_gray_to_rgb(png);
    int passes = png_set_interlace_handling(png);
    png_read_update_info(png, info);
    if (png_get_rowbytes(png, info) != 3 * (size_t)size.width) png_error(png, "its rows are of an unknown kind");
    for (int pass = 0; pass < passes; pass++)
        for (size_t row = 0; row < size.height; row++) png_read_row(png, rgb + row * 3 * size.width, NULL);
    png_read_end(png, NULL);
}

/// With `rgb` decodes, without tells the size.
static int32_t read_png(const uint8_t *bytes, size_t count, ep_image_size *size, uint8_t *rgb, char *words) {
    source from = {bytes, count};
    words[0] = 0;
    png_structp png = png_create_read_struct(PNG_LIBPNG_VER_STRING, words, fail, ignore);
    png_infop info = png ? png_create_info_struct(png) : NULL;
    if (!info) {
        png_destroy_read_struct(&png, NULL, NULL);
        return EP_IMAGE_NO_MEMORY;
    }
    if (setjmp(png_jmpbuf(png))) {
        png_destroy_read_struct(&png, &info, NULL);
        return EP_IMAGE_DAMAGED;
    }
    begin(png, info, &from);
    if (rgb) {
        read_rows(png, info, *size, rgb);
    } else {
        *size = (ep_image_size){png_get_image_width(png, info), png_get_image_height(png, info)};
    }
    png_destroy_read_struct(&png, &info, NULL);
    return EP_IMAGE_DONE;
}

int32_t ep_png_size(const uint8_t *bytes, size_t count, ep_image_size *size, char *words) {
    return read_png(bytes, count, size, NULL, words);
}

int32_t ep_png_decode(const uint8_t *bytes, size_t count, ep_image_size size, uint8_t *rgb, char *words) {
    return read_png(bytes, count, &size, rgb, words);
}
