#include "CEdgeCpuinfo.h"

#include <cpuinfo.h>
#include <stddef.h>

#define DESIGN(name) {cpuinfo_uarch_##name, #name}

/// Some numbers have two names in the library's header; the first is the one that is given.
static const struct {
    uint32_t number;
    const char *name;
} designs[] = {
    DESIGN(p5), DESIGN(quark), DESIGN(p6), DESIGN(dothan), DESIGN(yonah), DESIGN(conroe), DESIGN(penryn),
    DESIGN(nehalem), DESIGN(sandy_bridge), DESIGN(ivy_bridge), DESIGN(haswell), DESIGN(broadwell), DESIGN(sky_lake),
    DESIGN(kaby_lake), DESIGN(palm_cove), DESIGN(sunny_cove), DESIGN(willamette), DESIGN(prescott), DESIGN(bonnell),
    DESIGN(saltwell), DESIGN(silvermont), DESIGN(airmont), DESIGN(goldmont), DESIGN(goldmont_plus),
    DESIGN(knights_ferry), DESIGN(knights_corner), DESIGN(knights_landing), DESIGN(knights_hill),
    DESIGN(knights_mill), DESIGN(xscale), DESIGN(k5), DESIGN(k6), DESIGN(k7), DESIGN(k8), DESIGN(k10),
    DESIGN(bulldozer), DESIGN(piledriver), DESIGN(steamroller), DESIGN(excavator), DESIGN(zen), DESIGN(zen2),
    DESIGN(zen3), DESIGN(geode), DESIGN(bobcat), DESIGN(jaguar), DESIGN(puma), DESIGN(arm7), DESIGN(arm9),
    DESIGN(arm11), DESIGN(cortex_a5), DESIGN(cortex_a7), DESIGN(cortex_a8), DESIGN(cortex_a9), DESIGN(cortex_a12),
    DESIGN(cortex_a15), DESIGN(cortex_a17), DESIGN(cortex_a32), DESIGN(cortex_a35), DESIGN(cortex_a53),
    DESIGN(cortex_a55r0), DESIGN(cortex_a55), DESIGN(cortex_a57), DESIGN(cortex_a65), DESIGN(cortex_a72),
    DESIGN(cortex_a73), DESIGN(cortex_a75), DESIGN(cortex_a76), DESIGN(cortex_a77), DESIGN(cortex_a78),
    DESIGN(neoverse_n1), DESIGN(neoverse_e1), DESIGN(neoverse_v1), DESIGN(neoverse_n2), DESIGN(cortex_x1),
    DESIGN(scorpion), DESIGN(krait), DESIGN(kryo), DESIGN(falkor), DESIGN(saphira), DESIGN(denver), DESIGN(denver2),
    DESIGN(carmel), DESIGN(exynos_m1), DESIGN(exynos_m2), DESIGN(exynos_m3), DESIGN(exynos_m4), DESIGN(exynos_m5),
    DESIGN(cortex_a76ae), DESIGN(mongoose_m1), DESIGN(mongoose_m2), DESIGN(meerkat_m3), DESIGN(meerkat_m4),
    DESIGN(swift), DESIGN(cyclone), DESIGN(typhoon), DESIGN(twister), DESIGN(hurricane), DESIGN(monsoon),
    DESIGN(mistral), DESIGN(vortex), DESIGN(tempest), DESIGN(lightning), DESIGN(thunder), DESIGN(firestorm),
    DESIGN(icestorm), DESIGN(thunderx), DESIGN(thunderx2), DESIGN(pj4), DESIGN(brahma_b15), DESIGN(brahma_b53),
    DESIGN(xgene), DESIGN(dhyana), DESIGN(taishan_v110),
};

const char *ep_cpuinfo_design(uint32_t number) {
    for (size_t i = 0; i < sizeof designs / sizeof *designs; i++)
        if (designs[i].number == number) return designs[i].name;
    return NULL;
}
