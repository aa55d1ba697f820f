// Objects of compiled classes. An object is a Python object: what Python sees and what native code works on is the same memory, so that
// identity, references and cycles need no translation. A class is a struct derived from `object`; `ref<T>` counts Python's references.
// The functions without a body here are in runtime/objects.cpp.
#pragma once

#include <keelback/borrowed.hpp>
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
// In the number of an object whose class Python code has derived from that of the number.
inline constexpr std::uint32_t derived_mark = 1u << 31;
// In the number of a class that derives from one of another module: to native code that does not know it, it is one that Python has derived.
inline constexpr std::uint32_t elsewhere_mark = 1u << 30;
inline constexpr std::uint32_t any_derived = derived_mark | elsewhere_mark;

// What native code knows of one class at run time. The Python type is there once the module has executed the class statement.
struct class_state {
  const void* type = nullptr;
  const char* name;
  std::uint32_t klass;
  std::uint32_t size;
  bool collected;  // its objects can be parts of cycles: Python's collector knows them
  object* free = nullptr;      // memory of dropped objects, linked by `weak_references`: their type is still counted
  std::uint32_t free_count = 0;
};

// Memory for an object, uninitialized behind Python's header; not yet tracked by the collector.
object* allocate_object(const class_state& of, int line);
void track_object(object* made) noexcept;
[[noreturn]] KB_COLD KB_NOINLINE void raise_no_class(const class_state& of, int line);
KB_NOINLINE void drop_object(object* dead) noexcept;
[[noreturn]] KB_COLD KB_NOINLINE void raise_unset(const object* of, const char* field, int line);
str represent_object(const object* of);  // as object.__repr__, or as Python does where it has derived the class
// Of classes that Python code may derive others from, where they have no such method of their own: as `object` has it, or as Python does.
bool is_equal(const object* a, const object* b);
int64 hash_object(const object* of);
bool truth_of_object(const object* of);
// As Python does, always.
bool equal_in_python(const object* a, const object* b);
bool less_in_python(const object* a, const object* b);
int64 hash_in_python(const object* of);
str represent_in_python(const object* of);

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

inline int64 hash_of(const object* x) {
  const auto address = reinterpret_cast<std::uintptr_t>(x);
  return static_cast<int64>(address >> 4 | address << (8 * sizeof address - 4));
}
template <class T>
int64 hash_of(const ref<T>& x) {
  if constexpr (requires { T::kb_hash(x); }) return T::kb_hash(x);
  else return hash_of(x.shared());
}

KB_INLINE object* take_memory(class_state& of, int line) {
  object* const memory = of.free;
  if (KB_UNLIKELY(memory == nullptr)) return allocate_object(of, line);
  of.free = static_cast<object*>(memory->weak_references);
  --of.free_count;
  return memory;
}

// The object in its memory, the first reference to it.
template <class T>
KB_INLINE ref<T> first_reference(T* made, const class_state& of) {
  made->references = 1;
  made->type = of.type;
  made->klass = of.klass;
  if (of.collected) track_object(made);
  return ref<T>::adopt(made);
}

template <class T>
KB_INLINE ref<T> make_object(class_state& of, int line) {
  return first_reference(new (static_cast<void*>(take_memory(of, line))) T, of);
}

// An object that nothing holds for longer than the frame. References to it may come and go; their count says nothing.
template <class T>
struct frame_object {
  T object;
  KB_INLINE frame_object(const class_state& of, int line) {
    if (KB_UNLIKELY(of.type == nullptr)) raise_no_class(of, line);
    object.references = static_cast<std::intptr_t>(1) << (8 * sizeof(std::intptr_t) - 3);
    object.type = of.type;
    object.klass = of.klass;
  }
  frame_object(frame_object&&) noexcept = default;
  // For those that hold it longer.
  KB_INLINE ref<T> box(class_state& of, int line) && {
    return first_reference(new (static_cast<void*>(take_memory(of, line))) T(std::move(object)), of);
  }
};

template <class T>
struct borrowed<ref<T>> {
  union {
    ref<T> value;
  };
  KB_INLINE borrowed() : value() {}
  KB_INLINE borrowed(const ref<T>& from) { *this = from; }
  KB_INLINE borrowed(frame_object<T>& from) : value(ref<T>::adopt(&from.object)) {}
  borrowed(const borrowed&) = delete;
  KB_INLINE ~borrowed() {}
  KB_INLINE borrowed& operator=(const ref<T>& from) {
    new (static_cast<void*>(&value)) ref<T>(ref<T>::adopt(from.shared()));
    return *this;
  }
};

// A field's reference, which is null where the field is unset.
template <class T>
KB_INLINE const ref<T>& present(const ref<T>& value, const object* of, const char* field, int line) {
  if (KB_UNLIKELY(value.shared() == nullptr)) raise_unset(of, field, line);
  return value;
}

// Whether the object's class is one of those numbered from `first` to `last`.
template <class T>
KB_INLINE bool is_class(const ref<T>& x, std::uint32_t first, std::uint32_t last) {
  return x->klass - first <= last - first;
}

// Of classes that Python code and other modules may derive others from. `known`: the numbers of classes of other modules' bases that this module knows.
template <class T, class... Numbers>
KB_INLINE bool is_derived(const ref<T>& x, Numbers... known) {
  return (x->klass & any_derived) != 0 && (... && (x->klass != known));
}
bool is_of_class(const object* of, const class_state& klass);
template <class T>
KB_INLINE bool is_class_or_derived(const ref<T>& x, std::uint32_t first, std::uint32_t last, const class_state& klass) {
  const std::uint32_t number = x->klass & ~derived_mark;
  return number - first <= last - first || (KB_UNLIKELY((number & elsewhere_mark) != 0) && is_of_class(x.shared(), klass));
}

// A method of an object of a class that this module does not know: 1 where it is native code of the class' module with that signature, 2 where no class that this
// module does not know overrides it, 0 where Python has to be asked.
int64 find_override(const char* name, const char* signature, const object* of);
void (*function_of_override(const char* name, const char* signature, const object* of))();
template <class T>
KB_INLINE int64 find_override(const char* name, const char* signature, const ref<T>& of) {
  return find_override(name, signature, of.shared());
}
namespace detail {
template <class T>
struct passed {
  using type = std::conditional_t<std::is_same_v<T, bool>, bool, std::conditional_t<std::is_integral_v<T>, int64, std::conditional_t<std::is_floating_point_v<T>, double, T>>>;
};
}  // namespace detail
template <class R, class T, class... A>
R call_override(const char* name, const char* signature, const ref<T>& self, const A&... args) {
  auto* const function = reinterpret_cast<R (*)(const ref<T>&, const typename detail::passed<A>::type&...)>(function_of_override(name, signature, self.shared()));
  return function(self, static_cast<const typename detail::passed<A>::type&>(args)...);
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
