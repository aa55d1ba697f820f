// Objects of compiled classes, and the tables that describe a class to runtime/classes.cpp.
#pragma once

#include <keelback/binding.hpp>
#include <keelback/either.hpp>
#include <keelback/object.hpp>
#include <keelback/tuple.hpp>

namespace keelback::binding {

// Python's collector asks for every object that a value holds.
using visitor = int (*)(object* held, void* with);

// A field. Its functions work on the field's own memory.
struct field {
  const char* name;
  const type* as;
  std::uint32_t offset;
  std::uint32_t set_offset, set_mask;  // the word, and its bit, that say whether the field is set
  bool has_initial;                    // where it is unset, the class has a value
  bool always_set;                     // native code reads it without a look at that bit
  bool null_unset;                     // a reference that is null where the field is unset: the bit says nothing
  object* (*get)(const void* from, const type& as, call& in);
  bool (*set)(void* to, object* from, const type& as, call& in);
  void (*clear)(void* value);
  int (*traverse)(const void* value, visitor visit, void* with);  // null: it holds no objects
};

enum class method_kind : std::uint8_t { function, method, static_method, class_method, getter, setter };
struct method {
  const char* name;
  int function;  // of the module's table
  method_kind kind;
};

// A method of a class of another module that the class overrides, for native code of that module: `function` takes the receiver and all arguments by reference.
struct class_;
struct override_ {
  const char* name;
  const char* signature;
  void (*function)();
  bool (*is_ready)(const override_& of);     // of the module that has it: the classes are there that it needs
  const class_* const* needs;
  int need_count;
};
bool are_classes_ready(const override_& of);  // runtime/shared_classes.cpp

struct class_ {
  const class_* base;
  class_state* state;
  void (*construct)(object* memory);          // fields at their values of the class, containers empty
  void (*destroy)(object* dead) noexcept;
  const binding::field* fields;  // its own
  int field_count;
  const binding::method* methods;
  int method_count;
  // Of a class with type arguments: the generic one, which is itself here. All of them have one Python type; its objects are of the generic one, whose
  // fields are any objects, until native code takes one with type arguments.
  const class_* generic = nullptr;
  void (*relocate)(object* to, object* from) = nullptr;  // moves the fields, behind Python's header
  const char* text = nullptr;                            // with type arguments, for messages
  bool is_mixin = false;     // a class of methods alone: it is made again without places for attributes, so that it can be one of several bases
  bool is_assigned = false;  // its attributes can be assigned
  bool is_final = false;     // no class can derive from it
  bool is_extensible = false;  // native code takes objects of classes that Python code derives from it
  // Of a class that other modules of the build know.
  const char* layout = nullptr;              // what they have to agree on
  const class_* const* needs = nullptr;      // classes of other modules that the layout relies on
  int need_count = 0;
  const override_* overrides = nullptr;
  int override_count = 0;
};

// A class of another module of the build as this one knows it: its layout, until that module has made the class.
struct class_elsewhere {
  const char* module;
  const char* name;
  const char* layout;
  class_* table;                             // becomes a copy of that module's
  class_state** state;                       // becomes that module's
};

// runtime/classes.cpp
bool load_object(object* from, const class_& as, bool incomplete);  // whether it is one of the class, and complete

template <class T>
inline constexpr bool may_hold_array<ref<T>> = true;

template <class T>
struct converter<ref<T>> {
  KB_INLINE static bool load(object* from, ref<T>& to, const type& as, const rule& how, call&) {
    if (!load_object(from, *as.klass, how.incomplete)) return false;
    to = ref<T>::share(reinterpret_cast<keelback::object*>(from));
    return true;
  }
  static object* make(const ref<T>& value, const type&, call&) {
    if (value.shared() == nullptr) return make_none();
    ++value.shared()->references;
    return reinterpret_cast<object*>(value.shared());
  }
};

template <class T>
void replace(T& field, T&& value) {
  if constexpr (!std::is_trivially_destructible_v<T>) {
    if (KB_UNLIKELY(is_inside_native())) park(new parked_value<T>(std::move(field)));
  }
  field = std::move(value);
}

// ---- fields ----

template <class T>
object* get_field(const void* from, const type& as, call& in) {
  return converter<T>::make(*static_cast<const T*>(from), as, in);
}
template <class T>
bool set_field(void* to, object* from, const type& as, call& in) {
  // Objects that refer to each other are stored before they are complete, as pickle does.
  constexpr rule any{layout::any, false, false, nullptr, true};
  T value{};
  if (!converter<T>::load(from, value, as, any, in)) return false;
  in.argument = -1;
  replace(*static_cast<T*>(to), std::move(value));
  return true;
}
template <class T>
void clear_field(void* value) {
  T nothing{};
  replace(*static_cast<T*>(value), std::move(nothing));
}

// ---- what the collector sees ----

struct collector {
  visitor visit;
  void* with;
};
template <class T>
KB_INLINE int traverse_value(const T& value, collector by) {
  if constexpr (requires { value.held(); }) return value.held() != nullptr ? by.visit(value.held(), by.with) : 0;
  else return 0;
}
template <class T>
KB_INLINE int traverse_value(const ref<T>& value, collector by) {
  return value.shared() != nullptr ? by.visit(reinterpret_cast<object*>(value.shared()), by.with) : 0;
}
// What a container holds counts once. One that several share is left out: its objects then seem to be held from outside, and stay.
template <class T>
  requires requires(const T& container) { container.shared()->references; container.cursor(); }
int traverse_value(const T& value, collector by) {
  if (value.shared() == nullptr || value.shared()->references != 1) return 0;
  auto cursor = value.cursor();
  while (const auto* entry = cursor.next_entry(0)) {
    if (const int result = traverse_value(entry->key, by)) return result;
    if constexpr (requires { entry->value; }) {
      if (const int result = traverse_value(entry->value, by)) return result;
    }
  }
  return 0;
}
template <class T>
  requires requires(const T& list) { list.shared()->references; list.shared()->items; }
int traverse_value(const T& value, collector by) {
  if (value.shared() == nullptr || value.shared()->references != 1) return 0;
  for (int64 i = 0; i < value.size(); ++i) {
    if (const int result = traverse_value(value[i], by)) return result;
  }
  return 0;
}
template <class T>
  requires requires { typename T::storage; T::length; }
int traverse_value(const T& value, collector by) {
  return [&]<size_t... I>(std::index_sequence<I...>) {
    int result = 0;
    ((result = result != 0 ? result : traverse_value(detail::tuple_get<I>(value), by)), ...);
    return result;
  }(std::make_index_sequence<static_cast<size_t>(T::length)>{});
}
template <class... T>
int traverse_value(const either<T...>& value, collector by) {
  return value.visit([&](const auto& member) { return traverse_value(member, by); });
}
template <class T>
int traverse_field(const void* value, visitor visit, void* with) {
  return traverse_value(*static_cast<const T*>(value), collector{visit, with});
}

template <class T>
void construct(object* memory) {
  auto* const at = reinterpret_cast<keelback::object*>(memory);
  const std::intptr_t references = at->references;
  const void* const type = at->type;
  const std::uint32_t klass = at->klass;
  T* const made = new (static_cast<void*>(at)) T;
  made->references = references;
  made->type = type;
  made->klass = klass;
  made->kb_fill();
}
template <class T>
void relocate(object* to, object* from) {
  auto* const at = reinterpret_cast<keelback::object*>(to);
  auto* const source = static_cast<T*>(reinterpret_cast<keelback::object*>(from));
  const keelback::object header = *at;
  T* const made = new (static_cast<void*>(at)) T(std::move(*source));
  static_cast<keelback::object&>(*made) = header;
  source->~T();
}
template <class T>
void destroy(object* dead) noexcept {
  static_cast<T*>(reinterpret_cast<keelback::object*>(dead))->~T();
}

}  // namespace keelback::binding
