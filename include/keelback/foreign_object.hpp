// Python objects that native code holds and hands back; `foreign_object`: one whose methods are calls into Python.
#pragma once

#include <keelback/platform.hpp>

struct _object;  // Python's PyObject

namespace keelback {

// runtime/python_calls.cpp; null is fine.
void retain_object(_object* o) noexcept;
void release_object(_object* o) noexcept;

// A counted reference to a Python object, or none.
class object_reference {
 public:
  object_reference() noexcept = default;
  // Takes over a reference.
  explicit object_reference(_object* owned) noexcept : held_(owned) {}
  object_reference(const object_reference& other) noexcept : held_(other.held_) { retain_object(held_); }
  object_reference(object_reference&& other) noexcept : held_(other.held_) { other.held_ = nullptr; }
  object_reference& operator=(object_reference other) noexcept {
    _object* const held = held_;
    held_ = other.held_;
    other.held_ = held;
    return *this;
  }
  ~object_reference() { release_object(held_); }

  _object* held() const noexcept { return held_; }  // borrowed; null where there is none

 private:
  _object* held_ = nullptr;
};

class foreign_object : public object_reference {
 public:
  using object_reference::object_reference;

  _object* get() const noexcept { return held(); }
  // `rng or np.random.default_rng()`: generators are true.
  bool truth() const noexcept { return true; }
  // What a random generator draws from (numpy/random.hpp), once it is known.
  void*& bits() const noexcept { return bits_; }

 private:
  mutable void* bits_ = nullptr;
};

}  // namespace keelback
