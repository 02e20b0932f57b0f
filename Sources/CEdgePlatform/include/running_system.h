#pragma once
#include <stddef.h>
#include <stdint.h>

// What the running system says of itself and of this process.

/// The architecture this was compiled for, in the words of `uname`: `x86_64`, `aarch64`.
const char *ep_compiled_architecture(void);

/// The auxiliary vector's AT_HWCAP and AT_HWCAP2.
uint64_t ep_hardware_capabilities(void);
uint64_t ep_hardware_capabilities_2(void);

// Each writes a text that ends in a zero byte, cut to the capacity, and gives its length; -1 where there is none.
int32_t ep_platform_text(char *text, size_t capacity);
int32_t ep_kernel_release(char *text, size_t capacity);
int32_t ep_running_architecture(char *text, size_t capacity);

/// The CPUs that the calling thread may run on, sixty-four a word; gives the words written or a negative errno.
int32_t ep_affinity(uint64_t *words, size_t count);

/// Bytes of an SVE register in this process; a negative errno without SVE.
int32_t ep_sve_register_bytes(void);

/// Reads Arm's MIDR on each of `cpus` in one child; 0 for one that could not be read, and on other architectures.
void ep_midrs(const int32_t *cpus, uint64_t *midrs, uint32_t count, uint32_t deadline_milliseconds);

/// 1 if RISC-V's kernel says that version 1.0 of the vector extension works, 0 if not, -1 where it does not say.
int32_t ep_riscv_vector(void);
