// Members of Python's enumerations. A member is its number in the class; of Flag and IntFlag its value. What only the Python class knows it is asked for
// (runtime/enumerations.cpp).
#pragma once

#include <keelback/binding.hpp>
#include <keelback/format.hpp>

namespace keelback {

// One class, for as long as the process lives.
struct enum_state {
  const char* module;  // where Python finds it; null: in the compiled one
  const char* name;
  bool is_flag;
  int count;
  const char* const* names;
  _object** members = nullptr;  // Python's objects, once one of them was needed
};

// E has `names`, `state`, `value(number)`, and as `mixin` what its members are as well: 1 an int, 2 a str.
template <class E>
class member {
 public:
  using enumeration = E;
  constexpr member() = default;
  explicit constexpr member(int64 key) : key_(key) {}
  constexpr int64 key() const { return key_; }
  constexpr bool is_same(member other) const { return key_ == other.key_; }
  bool truth(int = 0) const {
    if (E::state.is_flag) return key_ != 0;
    if constexpr (E::mixin == 1) return E::value(key_) != 0;
    else if constexpr (E::mixin == 2) return E::value(key_).size() != 0;
    else return true;
  }
  friend constexpr bool operator==(member a, member b) { return a.key_ == b.key_; }
  // Members that are ints or texts as well are ordered as these.
  friend bool operator<(member a, member b) { return less(a, b, "<"); }
  friend bool operator>(member a, member b) { return less(b, a, ">"); }
  friend bool operator<=(member a, member b) { return a == b || less(a, b, "<="); }
  friend bool operator>=(member a, member b) { return a == b || less(b, a, ">="); }
  template <class Out>
  void repr_to(Out& out) const {
    out.put(enum_text(E::state, key_, true, 0));
  }

 private:
  static bool less(member a, member b, const char* op) {
    if constexpr (requires { E::is_ordered; }) return a.key_ < b.key_;   // IntFlag
    else if constexpr (E::mixin != 0) return E::value(a.key_) < E::value(b.key_);
    else raise_no_order(op, E::state.name, E::state.name);
  }
  int64 key_ = 0;
};
template <class E>
KB_INLINE int64 hash_of(member<E> x) {
  return x.key() + 1;
}

str enum_text(enum_state& of, int64 key, bool is_repr, int line);  // str() or repr()
int64 find_member(enum_state& of, _object* stolen_value, int line);  // as a call of the class does
_object* new_int_object(int64 value);
_object* new_str_object(const str& value);

[[noreturn]] KB_COLD KB_NOINLINE void raise_member_key(enum_state& of, int64 key, int line);
template <class E>
[[noreturn]] void raise_key(const member<E>& key, int line) {
  raise_member_key(E::state, key.key(), line);
}

template <class E>
KB_INLINE auto enum_value(member<E> x) {
  if constexpr (requires { E::value(x.key()); }) return E::value(x.key());
  else return x.key();
}
template <class E>
str enum_name(member<E> x) {
  const char* const name = E::names[x.key()];
  return str(name, std::strlen(name));
}
template <class E>
str str_of(member<E> x, int line = 0) {
  return enum_text(E::state, x.key(), false, line);
}
python_object python_member(enum_state& of, int64 key);
template <class E>
python_object python_of(member<E> x) {
  return python_member(E::state, x.key());
}
template <class E>
str format_value(member<E> x, const str& spec, int line) {
  return format_object(python_of(x), spec, line);
}
template <class M>
KB_INLINE M flag_of(int64 value) {
  return M(value);
}
// E[name], where there is none of that name
template <class M>
[[noreturn]] KB_COLD KB_NOINLINE M raise_key_error(const str& name, int line) {
  raise_key(name, line);
}
// E(value)
template <class M>
M member_of_int(int64 value, int line) {
  using E = typename M::enumeration;
  if constexpr (requires { E::value(0) == value; }) {
    for (int64 key = 0; key < E::state.count; ++key)
      if (E::value(key) == value) return M(key);
  }
  return M(find_member(E::state, new_int_object(value), line));
}
template <class M>
M member_of_str(const str& value, int line) {
  using E = typename M::enumeration;
  if constexpr (requires { E::value(0) == value; }) {
    for (int64 key = 0; key < E::state.count; ++key)
      if (E::value(key) == value) return M(key);
  }
  return M(find_member(E::state, new_str_object(value), line));
}

}  // namespace keelback
