// Prints what the trials say of the processor it runs on: under an emulator, of the one that is played.
#include "feature_trials.h"
#include "running_system.h"

#include <inttypes.h>
#include <stdio.h>

int main(void) {
    static const char *const words[] = {"unknown", "untried", "started", "executed",
                                        "wrong", "illegal", "crashed", "late"};
    struct ep_feature_trial trials[EP_FEATURES_AT_MOST];
    int32_t cpu = 0;
    uint64_t midr = 0;
    ep_midrs(&cpu, &midr, 1, 10000);
    // An emulator on a busy machine is slow; a hang still ends the check.
    ep_feature_trials(-1, 40000, trials);
    printf("architecture %s\n", ep_compiled_architecture());
    printf("capabilities %" PRIx64 " %" PRIx64 "\n", ep_hardware_capabilities(), ep_hardware_capabilities_2());
    printf("midr %" PRIx64 "\n", midr);
    for (int32_t outcome = EP_FEATURE_UNKNOWN; outcome <= EP_FEATURE_TIMED_OUT; outcome++) {
        printf("%s", words[outcome]);
        for (int32_t i = 0; i < ep_feature_count(); i++) {
            if (trials[i].outcome == outcome) printf(" %s", ep_feature_name(i));
        }
        printf("\n");
    }
    return 0;
}
