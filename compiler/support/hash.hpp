// SHA-256 (FIPS 180-4), for cache keys: two inputs that must not be confused never share a key.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

namespace keelback::support {

class Hash {
 public:
  // Adds one field. Its length is added too, so ("ab", "c") and ("a", "bc") differ.
  Hash& add(std::string_view field);
  std::string hex() const;  // 64 digits of what was added so far

 private:
  void bytes(const void* data, std::size_t size);
  void block(const unsigned char* data);
  std::array<std::uint32_t, 8> state_ = {0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a, 0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19};
  std::array<unsigned char, 64> pending_{};
  std::size_t pending_size_ = 0;
  std::uint64_t total_ = 0;
};

}  // namespace keelback::support
