// A Python object that native code holds and hands back: its methods are calls into Python.
#pragma once

#include <keelback/platform.hpp>

struct _object;  // Python's PyObject

namespace keelback {

// runtime/python_calls.cpp; null is fine.
void retain_object(_object* o) noexcept;
void release_object(_object* o) noexcept;

class foreign_object {
 public:
  foreign_object() noexcept = default;
  // Takes over a reference.
  explicit foreign_object(_object* owned) noexcept : held_(owned) {}
  foreign_object(const foreign_object& other) noexcept : held_(other.held_), bits_(other.bits_) { retain_object(held_); }
  foreign_object(foreign_object&& other) noexcept : held_(other.held_), bits_(other.bits_) { other.held_ = nullptr; }
  foreign_object& operator=(foreign_object other) noexcept {
    _object* const held = held_;
    held_ = other.held_;
    other.held_ = held;
    bits_ = other.bits_;
    return *this;
  }
  ~foreign_object() { release_object(held_); }

  _object* get() const noexcept { return held_; }
  // What a random generator draws from (numpy/random.hpp), once it is known.
  void*& bits() const noexcept { return bits_; }

 private:
  _object* held_ = nullptr;
  mutable void* bits_ = nullptr;
};

}  // namespace keelback
