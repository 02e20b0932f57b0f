#pragma once
#include <stddef.h>
#include <stdint.h>

// gzip, zstd and the bare deflate inside zip, over the system's own libraries. Nothing here allocates by what the input
// claims, but zstd's window, which is at most 128 MiB.

enum { EP_FORMAT_GZIP = 1, EP_FORMAT_ZSTD = 2 };

/// For unpacking only: the stream inside gzip and zip, without a header and a checksum.
enum { EP_FORMAT_DEFLATE = 3 };

/// What a step of unpacking came to; ENDED is the end of one gzip member, zstd frame or deflate stream, and more may
/// follow.
enum { EP_UNPACK_MORE = 0, EP_UNPACK_ENDED = 1, EP_UNPACK_DAMAGED = -1, EP_UNPACK_NO_MEMORY = -2 };

typedef struct ep_unpacker ep_unpacker;

/// Null if there is no memory.
ep_unpacker *ep_unpacker_make(int32_t format);
void ep_unpacker_free(ep_unpacker *unpacker);

/// Unpacks as much of `input` as fits into `output`; after ENDED the next step begins a new member or frame.
int32_t ep_unpacker_step(ep_unpacker *unpacker, const uint8_t *input, size_t input_count, size_t *consumed,
                         uint8_t *output, size_t capacity, size_t *produced);

/// The most bytes that packing `count` bytes can take.
size_t ep_pack_bound(int32_t format, size_t count);

/// Packs all of `input` and gives the bytes written, 0 if it failed. The same input gives the same bytes: the gzip
/// header holds no time and no name.
size_t ep_pack(int32_t format, const uint8_t *input, size_t count, uint8_t *output, size_t capacity);

/// The checksum of gzip, zip and PNG.
uint32_t ep_crc32(const uint8_t *bytes, size_t count);
