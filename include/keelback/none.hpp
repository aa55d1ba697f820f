// None, and the types of values that are known when compiling.
#pragma once

namespace keelback {

struct none {
  static constexpr const char* class_name = "NoneType";
  constexpr bool truth() const { return false; }
  friend constexpr bool operator==(none, none) { return true; }
  friend constexpr bool operator<(none, none) { return false; }  // of a container that nothing is ever put in; sorting None itself is Python's
  friend constexpr long long hash_of(none) { return 0xFCA86420; }  // CPython 3.12's; 3.11 hashes the address
};

}  // namespace keelback
