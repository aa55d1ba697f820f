// What is known of a field from its type alone.
#pragma once

#include "types/type.hpp"

namespace keelback::check {

using types::Type;

// Nothing says what it holds: None alone was stored, or an empty list.
bool says_nothing(Type type);

// Whether the memory of an unset field is a value that native code can read without harm.
bool has_safe_default(Type type);

// Whether the constant is, without a conversion, a value of a field of the type.
bool is_value_of(Type literal, Type field);

}  // namespace keelback::check
