// defaultdict: as a dict, with its factory.
#pragma once

#include <keelback/binding/dict.hpp>
#include <keelback/defaultdict.hpp>
#include <keelback/python_function.hpp>

namespace keelback::binding {

// Calls the Python factory. It keeps the object, and the type that it has to give.
template <class V>
struct python_factory {
  owner* factory;
  const type* as;
  python_factory(owner* factory, const type* as) : factory(factory), as(as) { retain(factory); }
  python_factory(const python_factory& other) : factory(other.factory), as(other.as) { retain(factory); }
  ~python_factory() { drop(factory); }
  V operator()() const {
    reference made(call_factory(factory));
    call in{};
    V value{};
    if (!made || !converter<V>::load(made.held, value, *as, {}, in)) raise_factory();
    finish_call(in);
    return value;
  }
};

// The factory of a Python defaultdict; null with an exception set.
template <class K, class V>
typename defaultdict<K, V>::factory load_factory(object* from, const type& as) {
  owner* const held = factory_of(from);
  if (held == nullptr) return {};
  auto made_by = defaultdict<K, V>::factory_of(python_factory<V>(held, as.args[1]), factory_name(held));
  made_by->origin = held;
  return made_by;
}

// A factory of native code, for Python.
template <class V>
struct native_factory final : python::native_closure {
  handle<factory_body<V>> made_by;
  const type* as;
  native_factory(const handle<factory_body<V>>& made_by, const type* as) : made_by(made_by), as(as) {}
  any_object call(const any_object*) override {
    const V made = made_by->call(made_by.get(), 0);
    return python::to_object(python::hand(made, *as), 0);
  }
};

// items as a defaultdict: a new reference.
template <class V>
object* with_factory(const handle<factory_body<V>>& made_by, object* items, const type& as) {
  static constexpr python::function_signature signature{"<lambda>", "<lambda>", "", 0, 0, ""};
  if (made_by->origin != nullptr || made_by->name[0] != 0) return new_defaultdict(made_by->origin, made_by->name, nullptr, items);
  const any_object own = python::new_function(std::make_unique<native_factory<V>>(made_by, as.args[1]), signature, nullptr, 0);
  return new_defaultdict(nullptr, "", own.get(), items);
}

template <class K, class V>
struct converter<defaultdict<K, V>> {
  static bool load(object* from, defaultdict<K, V>& to, const type& as, const rule& how, call& in) {
    dict<K, V> items;
    if (!converter<dict<K, V>>::load(from, items, as, how, in)) return false;
    auto made_by = load_factory<K, V>(from, as);
    if (made_by.get() == nullptr) return false;
    to = defaultdict<K, V>(std::move(items), std::move(made_by));
    return true;
  }
  static object* make(const defaultdict<K, V>& value, const type& as, call& in) {
    if (shared_container* known = find_identity(value.shared(), in)) return make_shared(*known, in);
    reference items(make_dict(static_cast<const dict<K, V>&>(value), as, in));
    reference made(items ? with_factory(value.made_by(), items.held, as) : nullptr);
    if (made && (in.keeps || value.shared()->references > 1) && !add_container(new shared_dict<K, V>(value), made.held, value.shared(), as, false, in)) return nullptr;
    return made.give();
  }
};

}  // namespace keelback::binding
