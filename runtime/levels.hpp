// The CPU level that code may use.
#pragma once

namespace keelback {

// 1 (baseline) to 4: the processor's, or the one that $KEELBACK_ISA (baseline, v2, v3 or v4) names where that is lower.
int usable_level();

}  // namespace keelback
