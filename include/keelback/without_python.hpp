// Stand-ins for what runtime/ asks CPython, for programs without it (the unit tests): what ASCII text needs none of.
#pragma once

#include <keelback/str_methods.hpp>

namespace keelback {

bool python_is_a(void*, exception base) noexcept { return is_a(exception::any_exception, base); }
bool python_is_a(void*, const python_class&) noexcept { return false; }
void release_origin(void*) noexcept {}
str python_text(void*, bool) { return {}; }
bool is_printable(std::uint32_t) { return true; }
str python_cased(const str&, const char* method, int line) { raise(exception::not_implemented_error, line, "str.%s of text that is not ASCII", method); }
bool python_is(const str&, const char* method, int line) { raise(exception::not_implemented_error, line, "str.%s of text that is not ASCII", method); }
int64 python_parse_int(const str&, int64, int line) { raise_value(line, "int() of text that is not ASCII"); }
double python_parse_float(const str&, int line) { raise_value(line, "float() of text that is not ASCII"); }

}  // namespace keelback
