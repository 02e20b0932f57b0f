#define _GNU_SOURCE
#include "CEdgeKernels.h"

#include <sys/mman.h>

enum : size_t { huge_page = 2 << 20 };

/// What is mapped for `bytes`: room to begin at a huge page, and a word before it to find the mapping again.
static size_t mapped_bytes(size_t bytes) { return bytes > SIZE_MAX / 2 ? 0 : bytes + 2 * huge_page; }

void *ep_arena_create(size_t bytes) {
    size_t mapped = mapped_bytes(bytes);
    if (!mapped) return NULL;
    char *start = mmap(NULL, mapped, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
    if (start == MAP_FAILED) return NULL;
    size_t past = (size_t)start % huge_page;
    char *memory = start + (past ? huge_page - past : huge_page);
    // Refused where the system has no huge pages: then small ones have to do.
    (void)madvise(memory, bytes, MADV_HUGEPAGE);
    ((char **)memory)[-1] = start;
    return memory;
}

void ep_arena_destroy(void *memory, size_t bytes) {
    if (memory) munmap(((char **)memory)[-1], mapped_bytes(bytes));
}
