#pragma once
#include "../common/matrix.h"
#include "gemm_s8.h"

static inline bool ep_gemm_s8_is_narrow(ep_element type) { return type == EP_U8 || type == EP_S8; }

static inline size_t ep_gemm_s8_element_bytes(ep_element type) {
    return ep_gemm_s8_is_narrow(type) ? sizeof(uint8_t) : sizeof(int32_t);
}

/// Whether the result's type is one, and its bounds are in order and within the type.
static inline ep_status ep_gemm_s8_check_result(const ep_gemm_s8_result *result) {
    if (ep_gemm_s8_is_narrow(result->type)) {
        int32_t least = result->type == EP_U8 ? 0 : INT8_MIN, most = least + UINT8_MAX;
        if (result->zero_point < least || result->zero_point > most) return EP_BAD_SCALE;
        bool in_order = least <= result->lowest && result->lowest <= result->highest && result->highest <= most;
        return in_order ? EP_OK : EP_BAD_SHAPE;
    }
    if (result->type == EP_S32) return EP_OK;
    return result->type == EP_F32 && result->lowest_value <= result->highest_value ? EP_OK : EP_BAD_SHAPE;
}

/// With everything of 8 bits written as u8.
static inline ep_gemm_s8_finish ep_gemm_s8_finish_of(const ep_gemm_s8_result *result) {
    uint8_t flip = result->type == EP_S8 ? 0x80 : 0;
    return (ep_gemm_s8_finish){.type = result->type,
                               .zero_point = (uint8_t)result->zero_point ^ flip,
                               .lowest = (uint8_t)result->lowest ^ flip,
                               .highest = (uint8_t)result->highest ^ flip,
                               .flip = flip,
                               .lowest_value = result->lowest_value,
                               .highest_value = result->highest_value};
}
