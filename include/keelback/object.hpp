// Objects of compiled classes. An object is a Python object: what Python sees and what native code works on is the same memory, so that
// identity, references and cycles need no translation. A class is a struct derived from `object`; `ref<T>` counts Python's references.
// The functions without a body here are in runtime/classes.cpp.
#pragma once

#include <keelback/either.hpp>
#include <keelback/none.hpp>
#include <keelback/str.hpp>

namespace keelback {

// Python's header (binding.hpp, "Two layouts"), then our own.
struct object {
  std::intptr_t references;
  const void* type;
  void* weak_references = nullptr;
  std::uint32_t klass;  // the class' number in the module: a class and all that derive from it have numbers in a row
};

// What native code knows of one class at run time. The Python type is there once the module has executed the class statement.
struct class_state {
  const void* type = nullptr;
  const char* name;
  std::uint32_t klass;
  std::uint32_t size;
  bool collected;  // its objects can be parts of cycles: Python's collector knows them
};

// Memory for an object, its header written; the fields are zero.
object* allocate_object(const class_state& of, int line);
KB_NOINLINE void drop_object(object* dead) noexcept;
[[noreturn]] KB_COLD KB_NOINLINE void raise_unset(const object* of, const char* field, int line);
str represent_object(const object* of);  // as object.__repr__

template <class T>
class ref {
 public:
  constexpr ref() noexcept : pointer_(nullptr) {}
  ref(const ref& other) noexcept : pointer_(other.pointer_) { take(); }
  ref(ref&& other) noexcept : pointer_(other.pointer_) { other.pointer_ = nullptr; }
  template <class D>
    requires(!std::is_same_v<D, T> && std::is_base_of_v<T, D>)
  ref(const ref<D>& other) noexcept : pointer_(other.shared()) {
    take();
  }
  ref& operator=(const ref& other) noexcept {
    ref copy(other);
    swap(copy);
    return *this;
  }
  ref& operator=(ref&& other) noexcept {
    swap(other);
    return *this;
  }
  ~ref() {
    if (pointer_ != nullptr && --pointer_->references == 0) drop_object(pointer_);
  }
  // Takes the reference over.
  static ref adopt(object* pointer) noexcept {
    ref made;
    made.pointer_ = pointer;
    return made;
  }
  static ref share(object* pointer) noexcept {
    ref made;
    made.pointer_ = pointer;
    made.take();
    return made;
  }

  KB_INLINE T* operator->() const noexcept { return static_cast<T*>(pointer_); }
  KB_INLINE object* shared() const noexcept { return pointer_; }
  object* give() noexcept {
    object* given = pointer_;
    pointer_ = nullptr;
    return given;
  }

  bool is_same(const ref& other) const { return pointer_ == other.pointer_; }
  bool truth(int = 0) const {
    if constexpr (requires { T::kb_truth(*this); }) return T::kb_truth(*this);
    else return true;
  }
  template <class Out>
  void repr_to(Out& out) const {
    if constexpr (requires { T::kb_represent(*this); }) out.put(T::kb_represent(*this));
    else out.put(represent_object(pointer_));
  }
  friend bool operator==(const ref& a, const ref& b) {
    if constexpr (requires { T::kb_equal(a, b); }) return T::kb_equal(a, b);
    else return a.pointer_ == b.pointer_;
  }
  template <class U = T>
    requires requires(const ref<U>& x) { U::kb_less(x, x); }
  friend bool operator<(const ref& a, const ref<U>& b) {
    return T::kb_less(a, b);
  }
  template <class U = T>
    requires requires(const ref<U>& x) { U::kb_less(x, x); }
  friend bool operator>(const ref& a, const ref<U>& b) {
    return T::kb_less(b, a);
  }

 private:
  KB_INLINE void take() const noexcept {
    if (pointer_ != nullptr) ++pointer_->references;
  }
  void swap(ref& other) noexcept {
    object* pointer = pointer_;
    pointer_ = other.pointer_;
    other.pointer_ = pointer;
  }
  object* pointer_;
};

// An object or None: one pointer.
template <class T>
class either<none, ref<T>> : public either_operations<either<none, ref<T>>> {
  template <size_t I>
  using member = std::conditional_t<I == 0, none, ref<T>>;

 public:
  static constexpr int count = 2;

  constexpr either(none = {}) noexcept {}
  either(ref<T> value) noexcept : object_(std::move(value)) {}
  template <size_t I>
  static either make(member<I> value) {
    return either(std::move(value));
  }

  KB_INLINE int tag() const { return object_.shared() != nullptr; }
  template <int I>
  KB_INLINE bool is() const {
    return tag() == I;
  }
  template <size_t I>
  KB_INLINE decltype(auto) get() const {
    if constexpr (I == 0) return none{};
    else return (object_);
  }
  template <class F>
  KB_INLINE decltype(auto) visit(F&& f) const {
    if (tag() == 0) return f(none{});
    return f(object_);
  }

 private:
  ref<T> object_;
};

template <class T>
int64 hash_of(const ref<T>& x) {
  if constexpr (requires { T::kb_hash(x); }) {
    return T::kb_hash(x);
  } else {
    const auto address = reinterpret_cast<std::uintptr_t>(x.shared());
    return static_cast<int64>(address >> 4 | address << (8 * sizeof address - 4));
  }
}

template <class T>
KB_INLINE ref<T> make_object(const class_state& of, int line) {
  object* const memory = allocate_object(of, line);
  T* const made = new (static_cast<void*>(memory)) T;
  made->references = 1;
  made->type = of.type;
  made->klass = of.klass;
  return ref<T>::adopt(made);
}

// Whether the object's class is one of those numbered from `first` to `last`.
template <class T>
KB_INLINE bool is_class(const ref<T>& x, std::uint32_t first, std::uint32_t last) {
  return x->klass - first <= last - first;
}

// An object as one of a class that it derives from, or of one that it has been seen to be of: the same reference, not counted again.
template <class To, class From>
KB_INLINE const ref<To>& as_class(const ref<From>& x) {
  return reinterpret_cast<const ref<To>&>(x);
}
template <class To, class From>
KB_INLINE ref<To> as_class(ref<From>&& x) {
  return ref<To>::adopt(x.give());
}

}  // namespace keelback
