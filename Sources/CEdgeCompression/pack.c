#include "CEdgeCompression.h"

#include <limits.h>
#include <zlib.h>
#include <zstd.h>

// Packed once, sent and read many times: what gains size at no noticeable wait.
enum { gzip_level = 9, zstd_level = 12, gzip_header = 16 + MAX_WBITS, usual_memory = 8 };

static size_t pack_gzip(const uint8_t *input, size_t count, uint8_t *output, size_t capacity) {
    if (count > UINT_MAX || capacity > UINT_MAX) return 0;
    z_stream stream = {.next_in = (uint8_t *)input, .avail_in = (unsigned)count};
    if (deflateInit2(&stream, gzip_level, Z_DEFLATED, gzip_header, usual_memory, Z_DEFAULT_STRATEGY) != Z_OK) return 0;
    stream.next_out = output;
    stream.avail_out = (unsigned)capacity;
    int answer = deflate(&stream, Z_FINISH);
    size_t written = (size_t)(stream.next_out - output);
    deflateEnd(&stream);
    return answer == Z_STREAM_END ? written : 0;
}

size_t ep_pack_bound(int32_t format, size_t count) {
    // zlib's own bound is for its header of 6 bytes; gzip's has 18.
    return format == EP_FORMAT_GZIP ? compressBound(count) + 18 : ZSTD_compressBound(count);
}

size_t ep_pack(int32_t format, const uint8_t *input, size_t count, uint8_t *output, size_t capacity) {
    if (format == EP_FORMAT_GZIP) return pack_gzip(input, count, output, capacity);
    size_t written = ZSTD_compress(output, capacity, input, count, zstd_level);
    return ZSTD_isError(written) ? 0 : written;
}
