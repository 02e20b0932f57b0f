#pragma once
#include "ep_add.h"
#include "ep_isa.h"
#include "ep_pool.h"
#include "ep_status.h"
#include "ep_task.h"
