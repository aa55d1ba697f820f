#include "ir/runtime_functions.hpp"

#include <algorithm>
#include <tuple>
#include <utility>

namespace keelback::ir {

RuntimeId runtime_function(Module& module, RuntimeFunction wanted) {
  const auto called = [](const RuntimeFunction& one) {
    return std::tie(one.symbol, one.leading, one.header, one.effects, one.takes_line, one.makes_rows, one.gives_read_only, one.gives_part, one.numbers, one.describes, one.elementary);
  };
  const auto known = std::ranges::find_if(module.runtime, [&](const RuntimeFunction& one) { return called(one) == called(wanted); });
  const RuntimeId id{std::uint32_t(known - module.runtime.begin())};
  if (known == module.runtime.end()) module.runtime.push_back(std::move(wanted));
  return id;
}

}  // namespace keelback::ir
