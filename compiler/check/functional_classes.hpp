// Classes that a call makes: `namedtuple("Point", "x y")`, `NamedTuple("Point", [("x", int)])`, `Enum("Color", "RED GREEN")`.
#pragma once

#include "check/program.hpp"

namespace keelback::check {

// The module's names that are bound to such a class become classes, as if a statement said the same:
//
//   Point = NamedTuple("Point", [("x", int)])      =>      class Point(NamedTuple):
//                                                              x: int
//
// Left alone: a class under another name than its own, and what is not written out.
void find_functional_classes(ModuleScope& scope, support::Arena& arena);

}  // namespace keelback::check
