#pragma once
#include "CEdgeKernels.h"

/// What this processor has and this system saves; each architecture has its own file.
ep_isa_set ep_isa_detect(void);
