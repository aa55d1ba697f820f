// Object files of the C++ compiler (ELF), changed without binutils: a machine may have a compiler without them.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace keelback::driver {

// The relocatable object with its groups dissolved, and every name that it defines local but `name`: a linker that meets other definitions of the
// same template instances then keeps all of them. None where it is no such object of a 64-bit little-endian machine.
std::optional<std::string> keep_one_name(std::string_view object, std::string_view name);

}  // namespace keelback::driver
