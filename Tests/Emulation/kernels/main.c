#include "check.h"
#include "support.h"
#include <stdio.h>
#include <stdlib.h>

/// Every operation that has kernels for several instruction sets; whoever adds one adds a line.
static const struct {
    const char *name;
    kernel_check *check;
} checks[] = {
    {"activate_f32", check_activate_f32},
    {"attention_f32", check_attention_f32},
    {"conv_bf16", check_conv_bf16},
    {"conv_f32", check_conv_f32},
    {"conv_s8", check_conv_s8},
    {"depthwise_f32", check_depthwise_f32},
    {"depthwise_s8", check_depthwise_s8},
    {"elementwise_f32", check_elementwise_f32},
    {"elementwise_u8", check_elementwise_u8},
    {"gemm_bf16", check_gemm_bf16},
    {"gemm_bf16_s4", check_gemm_bf16_s4},
    {"gemm_f16", check_gemm_f16},
    {"gemm_f32", check_gemm_f32},
    {"gemm_s4", check_gemm_s4},
    {"gemm_s8", check_gemm_s8},
    {"lookup_u8", check_lookup_u8},
    {"norm_f32", check_norm_f32},
    {"pixels_bf16", check_pixels_bf16},
    {"pooling_f32", check_pooling_f32},
    {"pooling_u8", check_pooling_u8},
    {"quantize", check_quantize},
    {"rotary_f32", check_rotary_f32},
    {"softmax_f32", check_softmax_f32},
    {"transpose", check_transpose},
};

/// Over other shapes in each pass; where one differs, what it printed says so.
static outcome checked(kernel_check *check, ep_isa isa, uint64_t passes) {
    outcome found = AGREES;
    for (uint64_t pass = 1; pass <= passes && found == AGREES; pass++) {
        begin_numbers(pass);
        found = check(isa);
        forget_memory();
    }
    return found;
}

/// Prints `gemm_f32 neon` for each that was executed and agrees; an argument asks for so many passes instead of one.
int main(int count, char **arguments) {
    // A crash must not take with it what ran before.
    setvbuf(stdout, NULL, _IOLBF, 0);
    uint64_t passes = count > 1 ? strtoul(arguments[1], NULL, 10) : 1;
    bool right = true;
    for (size_t i = 0; i < sizeof checks / sizeof *checks; i++)
        for (ep_isa isa = EP_ISA_SCALAR; isa < EP_ISA_COUNT; isa++) {
            if (!ep_isa_contains(ep_isa_available(), isa)) continue;
            outcome found = checked(checks[i].check, isa, passes);
            if (found == AGREES) printf("%s %s\n", checks[i].name, ep_isa_name(isa));
            right = right && found != DIFFERS;
        }
    return right ? 0 : 1;
}
