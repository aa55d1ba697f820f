// C++ identifiers from Python names.
#pragma once

#include <map>
#include <string>
#include <string_view>

namespace keelback::emit {

// The name itself where C++ allows it and nothing of ours or of the C headers has it; otherwise a variant of it. Other than ASCII is spelt
// by code point ("α" -> "u3b1").
std::string sanitize(std::string_view name);

// Gives each name once.
class NameScope {
 public:
  void reserve(std::string name) { used_.emplace(std::move(name), 2); }
  std::string unique(std::string_view name);

 private:
  std::map<std::string, int> used_;  // each with the number that is tried next where it is asked for again
};

// A C++ string literal of the bytes, NULs and all.
std::string cpp_string(std::string_view bytes);

// "ValueError" -> "kb::exception::value_error"
std::string cpp_exception(std::string_view python_class);
// The same, or where Python code defines it ("module:Name"): kb::python_class.
std::string cpp_exception_class(std::string_view name);

}  // namespace keelback::emit
