// bytes; bytearray: copied, and back after the call where it may have changed.
#pragma once

#include <keelback/binding.hpp>
#include <keelback/bytes.hpp>

namespace keelback::binding {

template <>
struct converter<bytes> {
  static bool load(object* from, bytes& to, const type&, const rule&, call&) { return load_bytes(from, to); }
  static object* make(const bytes& value, const type&, call&) { return make_bytes(value); }
};

struct shared_bytearray final : shared_container {
  bytearray value;
  explicit shared_bytearray(const bytearray& v) : value(v) {}
  bool update(call&) override { return bytearray_replace(source, value.data(), value.size()); }
  bool reload(call&) override {
    int64 size;
    const unsigned char* const data = bytearray_data(source, &size);
    auto* const body = value.shared();
    if (size > body->size) body->open(body->size, size - body->size);
    else body->close(size, body->size - size);
    if (size > 0) std::memcpy(body->items, data, static_cast<size_t>(size));
    return true;
  }
  int64 holders() const override { return value.shared()->references - 1; }
};
template <>
struct converter<bytearray> {
  static bool load(object* from, bytearray& to, const type& as, const rule& how, call& in) {
    if (!is_bytearray(from)) return false;
    if (shared_container* known = find_source(from, as, in)) {
      to = static_cast<shared_bytearray*>(known)->value;
      return true;
    }
    int64 size;
    const unsigned char* const data = bytearray_data(from, &size);
    to = bytearray(list<unsigned char>::copy_of(data, size));
    return add_container(new shared_bytearray(to), from, to.shared(), as, how.mutates, in);
  }
  static object* make(const bytearray& value, const type& as, call& in) {
    if (shared_container* known = find_identity(value.shared(), in)) return make_shared(*known, in);
    reference made(make_bytearray(value.data(), value.size()));
    if (made && (in.keeps || value.shared()->references > 1) && !add_container(new shared_bytearray(value), made.held, value.shared(), as, false, in)) return nullptr;
    return made.give();
  }
};
template <>
inline constexpr bool may_hold_array<bytes> = false;
template <>
inline constexpr bool may_hold_array<bytearray> = false;

}  // namespace keelback::binding
