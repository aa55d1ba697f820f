// A value that something else keeps alive: bit by bit what it was taken from, without a reference of its own. (passes/borrow.cpp says where that holds.)
#pragma once

#include <cstring>
#include <new>

#include <keelback/platform.hpp>

namespace keelback {

template <class T>
struct borrowed {
  union {
    T value;  // never destroyed
  };
  KB_INLINE borrowed() { new (static_cast<void*>(&value)) T{}; }
  KB_INLINE borrowed(const T& from) { *this = from; }
  // What only a conversion made, from a value that lives on: it holds the same.
  borrowed(const borrowed&) = delete;
  KB_INLINE ~borrowed() {}
  KB_INLINE borrowed& operator=(const T& from) {
    std::memcpy(static_cast<void*>(&value), static_cast<const void*>(&from), sizeof(T));
    return *this;
  }
};

}  // namespace keelback
