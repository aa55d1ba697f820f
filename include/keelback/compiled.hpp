// The half of the runtime headers that is no template. Exactly one translation unit includes this: runtime/'s, which is
// compiled once, and each unit test program's.
#pragma once

#include <keelback/compiled/arrays.hpp>
#include <keelback/compiled/bytes.hpp>
#include <keelback/compiled/complex.hpp>
#include <keelback/compiled/datetime.hpp>
#include <keelback/compiled/errors.hpp>
#include <keelback/compiled/generator.hpp>
#include <keelback/compiled/math.hpp>
#include <keelback/compiled/numpy.hpp>
#include <keelback/compiled/recursion.hpp>
#include <keelback/compiled/scalar.hpp>
#include <keelback/compiled/str_methods.hpp>
#include <keelback/compiled/text.hpp>
