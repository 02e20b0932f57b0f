#pragma once
#include "CEdgeKernels.h"
#include <stdbool.h>
#include <stddef.h>
#include <string.h>

enum : size_t { EP_PACKED_LINE = 64, EP_PACKED_COLUMNS = 16 };

_Static_assert(sizeof(ep_packed_header) == EP_PACKED_LINE, "the weights start at a line of their own");

/// Writes the header of packed weights whose other fields are known.
static inline void ep_packed_begin(void *packed, ep_packed_header header) {
    header.magic = EP_PACKED_MAGIC;
    header.version = EP_PACKED_VERSION;
    memcpy(packed, &header, sizeof header);
}

/// Whether packed weights are what an operation expects, before anything behind the header is read.
///
/// `expected` holds all but the magic and the version; its `bytes` follow from its sizes.
static inline ep_status ep_packed_check(const void *packed, size_t bytes, ep_packed_header expected) {
    if (!packed) return EP_NULL_POINTER;
    if ((uintptr_t)packed % EP_PACKED_LINE || bytes < sizeof expected) return EP_BAD_PACKING;
    ep_packed_header found;
    memcpy(&found, packed, sizeof found);
    bool fits = found.magic == EP_PACKED_MAGIC && found.version == EP_PACKED_VERSION &&
                found.operation == expected.operation && found.precision == expected.precision &&
                found.columns == expected.columns && found.depth == expected.depth &&
                found.column_block == expected.column_block && found.depth_block == expected.depth_block &&
                found.taps == expected.taps && found.bytes == expected.bytes && found.bytes <= bytes;
    return fits ? EP_OK : EP_BAD_PACKING;
}
