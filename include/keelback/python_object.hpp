// A Python object that native code holds and hands back: its methods are calls into Python.
#pragma once

#include <keelback/platform.hpp>

struct _object;  // Python's PyObject

namespace keelback {

// runtime/python_calls.cpp; null is fine.
void retain_object(_object* o) noexcept;
void release_object(_object* o) noexcept;

class python_object {
 public:
  python_object() noexcept = default;
  // Takes over a reference.
  explicit python_object(_object* owned) noexcept : held_(owned) {}
  python_object(const python_object& other) noexcept : held_(other.held_), bits_(other.bits_) { retain_object(held_); }
  python_object(python_object&& other) noexcept : held_(other.held_), bits_(other.bits_) { other.held_ = nullptr; }
  python_object& operator=(python_object other) noexcept {
    _object* const held = held_;
    held_ = other.held_;
    other.held_ = held;
    bits_ = other.bits_;
    return *this;
  }
  ~python_object() { release_object(held_); }

  _object* get() const noexcept { return held_; }
  // What a random generator draws from (numpy/random.hpp), once it is known.
  void*& bits() const noexcept { return bits_; }

 private:
  _object* held_ = nullptr;
  mutable void* bits_ = nullptr;
};

}  // namespace keelback
