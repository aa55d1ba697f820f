// Values of literals as texts.
#pragma once

#include <string>
#include <string_view>

namespace keelback::ast {

// The decimal digits of an integer literal without underscores, of any base and length ("0xFF" => "255").
// The time is quadratic in the length where the base is not 10.
std::string decimal_digits(std::string_view literal);

// Python's `repr` of a float: the fewest digits that give the same double again.
std::string float_repr(double value);

}  // namespace keelback::ast
