// A bump allocator for what lives as long as one compilation: nodes, lists of nodes, names.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <memory>
#include <new>
#include <span>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

namespace keelback::support {

// Nothing is destroyed one by one, so only trivially destructible types fit; the memory goes with the arena. Other objects that must live as
// long are kept beside it.
class Arena {
 public:
  Arena() = default;
  Arena(const Arena&) = delete;
  Arena& operator=(const Arena&) = delete;
  Arena(Arena&&) = default;
  Arena& operator=(Arena&&) = default;

  void* allocate(std::size_t size, std::size_t alignment) {
    const std::size_t start = (reinterpret_cast<std::uintptr_t>(next_) + alignment - 1) & ~(alignment - 1);
    if (next_ == nullptr || start + size > reinterpret_cast<std::uintptr_t>(end_)) return allocate_block(size, alignment);
    next_ = reinterpret_cast<std::byte*>(start) + size;
    return reinterpret_cast<void*>(start);
  }

  template <class T, class... Args>
  T* create(Args&&... args) {
    static_assert(std::is_trivially_destructible_v<T>);
    return ::new (allocate(sizeof(T), alignof(T))) T{std::forward<Args>(args)...};
  }

  template <class T>
  std::span<T> copy(std::span<const T> items) {
    static_assert(std::is_trivially_copyable_v<T>);
    if (items.empty()) return {};
    T* to = static_cast<T*>(allocate(items.size_bytes(), alignof(T)));
    std::memcpy(static_cast<void*>(to), items.data(), items.size_bytes());
    return {to, items.size()};
  }
  template <class T>
  std::span<T> copy(const std::vector<T>& items) {
    return copy(std::span<const T>(items));
  }

  template <class T>
  T& keep(std::unique_ptr<T> object) {
    kept_.push_back(std::shared_ptr<T>(std::move(object)));
    return *static_cast<T*>(kept_.back().get());
  }

  std::string_view copy(std::string_view text) {
    if (text.empty()) return {};
    char* to = static_cast<char*>(allocate(text.size(), 1));
    std::memcpy(to, text.data(), text.size());
    return {to, text.size()};
  }

 private:
  static constexpr std::size_t block_size = 1 << 16;

  void* allocate_block(std::size_t size, std::size_t alignment) {
    if (size + alignment > block_size / 4) {  // a block of its own: the rest of the current one stays in use
      blocks_.push_back(std::unique_ptr<std::byte[]>(new std::byte[size + alignment]));
      const auto start = (reinterpret_cast<std::uintptr_t>(blocks_.back().get()) + alignment - 1) & ~(alignment - 1);
      return reinterpret_cast<void*>(start);
    }
    blocks_.push_back(std::unique_ptr<std::byte[]>(new std::byte[block_size]));
    next_ = blocks_.back().get();
    end_ = next_ + block_size;
    return allocate(size, alignment);
  }

  std::vector<std::unique_ptr<std::byte[]>> blocks_;
  std::vector<std::shared_ptr<void>> kept_;
  std::byte* next_ = nullptr;
  std::byte* end_ = nullptr;
};

}  // namespace keelback::support
