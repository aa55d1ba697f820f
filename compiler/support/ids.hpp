// Indices with a type: an id of one table cannot be used in another.
#pragma once

#include <compare>
#include <cstdint>

namespace keelback::support {

// A default-made id refers to nothing.
template <class Tag>
struct Id {
  std::uint32_t value = UINT32_MAX;

  explicit operator bool() const { return value != UINT32_MAX; }
  auto operator<=>(const Id&) const = default;
};

}  // namespace keelback::support
