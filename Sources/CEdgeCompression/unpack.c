#include "CEdgeCompression.h"

#include <limits.h>
#include <stdlib.h>
#include <zlib.h>
#include <zstd.h>

enum { gzip_only = 16 + MAX_WBITS, no_header = -MAX_WBITS, window_log_at_most = 27 };

struct ep_unpacker {
    int32_t format;
    z_stream deflated;
    ZSTD_DStream *zstd;
};

ep_unpacker *ep_unpacker_make(int32_t format) {
    ep_unpacker *unpacker = calloc(1, sizeof *unpacker);
    if (!unpacker) return NULL;
    unpacker->format = format;
    if (format == EP_FORMAT_GZIP && inflateInit2(&unpacker->deflated, gzip_only) == Z_OK) return unpacker;
    if (format == EP_FORMAT_DEFLATE && inflateInit2(&unpacker->deflated, no_header) == Z_OK) return unpacker;
    if (format == EP_FORMAT_ZSTD && (unpacker->zstd = ZSTD_createDStream())) {
        ZSTD_DCtx_setParameter(unpacker->zstd, ZSTD_d_windowLogMax, window_log_at_most);
        return unpacker;
    }
    free(unpacker);
    return NULL;
}

void ep_unpacker_free(ep_unpacker *unpacker) {
    if (unpacker->format != EP_FORMAT_ZSTD) inflateEnd(&unpacker->deflated);
    ZSTD_freeDStream(unpacker->zstd);
    free(unpacker);
}

static unsigned at_most_unsigned(size_t count) { return count > UINT_MAX ? UINT_MAX : (unsigned)count; }

static int32_t step_deflated(z_stream *stream, const uint8_t *input, size_t input_count, size_t *consumed,
                             uint8_t *output, size_t capacity, size_t *produced) {
    stream->next_in = (uint8_t *)input;
    stream->avail_in = at_most_unsigned(input_count);
    stream->next_out = output;
    stream->avail_out = at_most_unsigned(capacity);
    int answer = inflate(stream, Z_NO_FLUSH);
    *consumed = (size_t)(stream->next_in - input);
    *produced = (size_t)(stream->next_out - output);
    if (answer == Z_STREAM_END) return inflateReset(stream) == Z_OK ? EP_UNPACK_ENDED : EP_UNPACK_DAMAGED;
    if (answer == Z_MEM_ERROR) return EP_UNPACK_NO_MEMORY;
    return answer == Z_OK || answer == Z_BUF_ERROR ? EP_UNPACK_MORE : EP_UNPACK_DAMAGED;
}

static int32_t step_zstd(ZSTD_DStream *stream, const uint8_t *input, size_t input_count, size_t *consumed,
                         uint8_t *output, size_t capacity, size_t *produced) {
    ZSTD_inBuffer from = {input, input_count, 0};
    ZSTD_outBuffer to = {output, capacity, 0};
    size_t answer = ZSTD_decompressStream(stream, &to, &from);
    *consumed = from.pos;
    *produced = to.pos;
    if (ZSTD_isError(answer)) return EP_UNPACK_DAMAGED;
    return answer == 0 ? EP_UNPACK_ENDED : EP_UNPACK_MORE;
}

int32_t ep_unpacker_step(ep_unpacker *unpacker, const uint8_t *input, size_t input_count, size_t *consumed,
                         uint8_t *output, size_t capacity, size_t *produced) {
    if (unpacker->format != EP_FORMAT_ZSTD)
        return step_deflated(&unpacker->deflated, input, input_count, consumed, output, capacity, produced);
    return step_zstd(unpacker->zstd, input, input_count, consumed, output, capacity, produced);
}

uint32_t ep_crc32(const uint8_t *bytes, size_t count) { return (uint32_t)crc32_z(0, bytes, count); }
