#pragma once

/// What a plan function found wrong, before anything was touched.
typedef enum {
    EP_OK = 0,
    /// A size is zero where it may not be, or does not fit another.
    EP_BAD_SHAPE = 1,
    /// A product of sizes does not fit the address space.
    EP_OVERFLOW = 2,
    /// A stride is shorter than its row.
    EP_BAD_STRIDE = 3,
    EP_SCRATCH_TOO_SMALL = 4,
    /// This processor, or a restriction made earlier, does not allow the instruction set.
    EP_ISA_UNAVAILABLE = 5,
    /// The operation has no kernel for this instruction set.
    EP_ISA_WITHOUT_KERNEL = 6,
    /// A scale is zero, infinite or not a number.
    EP_BAD_SCALE = 7,
    /// More products in one sum than its integers hold.
    EP_SUM_TOO_LONG = 8,
    /// Packed weights of another operation, format or size.
    EP_BAD_PACKING = 9,
    EP_NULL_POINTER = 10,
    EP_OUT_OF_MEMORY = 11,
    /// No thread could be started, or pinned to the CPU asked for.
    EP_NO_THREAD = 12,
} ep_status;
