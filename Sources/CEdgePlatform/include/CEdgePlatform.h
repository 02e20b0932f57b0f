#pragma once
#include "plain_files.h"
#include "rooted_files.h"
