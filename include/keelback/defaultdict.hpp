// Python's collections.defaultdict: a dict with a factory for what is not there.
#pragma once

#include <keelback/dict.hpp>
#include <keelback/iterator.hpp>

namespace keelback {

enum class dict_class { dict, defaultdict, counter, ordered };

template <class V>
struct factory_body {
  int64 references = 1;
  V (*call)(factory_body*, int line);
  void (*destroy)(factory_body*) noexcept;
  owner* origin = nullptr;  // the Python object that it is there, for the binding
  const char* name = "";    // of a builtin type; "" for a function
  dict_class of = dict_class::defaultdict;  // another: it tells the class of an open_dict, and is not called
  factory_body(V (*call)(factory_body*, int), void (*destroy)(factory_body*) noexcept) : call(call), destroy(destroy) {}
  ~factory_body() {
    drop(origin);
    destroy(this);
  }
};

template <class K, class V>
class defaultdict : public dict<K, V> {
 public:
  static constexpr const char* class_name = "collections.defaultdict";
  using factory = handle<factory_body<V>>;

  defaultdict() noexcept = default;
  defaultdict(dict<K, V> items, factory made_by) : dict<K, V>(std::move(items)), factory_(std::move(made_by)) {}
  const factory& made_by() const { return factory_; }
  template <class F>
  static factory factory_of(F f, const char* name) {
    struct node : factory_body<V> {
      F f;
      node(F f, const char* name)
          : factory_body<V>([](factory_body<V>* self, int) -> V { return static_cast<node*>(self)->f(); },
                            [](factory_body<V>* self) noexcept { static_cast<node*>(self)->f.~F(); }),
            f(std::move(f)) {
        this->name = name;
      }
      ~node() = delete;
    };
    return factory(new (container_allocate(1, sizeof(node))) node(std::move(f), name));
  }
  template <class Out>
  void repr_to(Out& out) const {
    out.put("defaultdict(");
    if (factory_->name[0] != 0) {
      out.put("<class '");
      out.put(factory_->name);
      out.put("'>");
    } else {
      out.put("<function>");
    }
    out.put(", ");
    dict<K, V>::repr_to(out);
    out.put(')');
  }

 private:
  factory factory_;
};

template <class D, class F>
D make_defaultdict(const F& f, const str& name, int = 0) {
  return D(dict<typename D::key_type, typename D::mapped_type>::make(), D::factory_of(f, name.ascii()));
}
// `made`, which is new, with the items of a dict or of pairs.
template <class K, class V, class X>
defaultdict<K, V> filled_dict(const defaultdict<K, V>& made, const X& items, int line) {
  made.update_with(items, line);
  return made;
}
template <class K, class V, class X>
const V& get_item(const defaultdict<K, V>& d, const X& key, int line) {
  if (V* found = d.find(key)) return *found;
  // The factory may change the dict: it runs first.
  V made = d.made_by()->call(d.made_by().get(), line);
  d.set(key, std::move(made));
  return *d.find(key);
}
template <class K, class V, class X>
int64 dict_slot(const defaultdict<K, V>& d, const X& key, int line) {
  const int64 slot = dict_find(d, key);
  if (KB_LIKELY(slot >= 0)) return slot;
  get_item(d, key, line);
  return dict_find(d, key);
}
template <class K, class V>
defaultdict<K, V> copy(const defaultdict<K, V>& d, int = 0) {
  return defaultdict<K, V>(dict<K, V>::from(d), d.made_by());
}
template <class K, class V>
defaultdict<K, V> dict_union(const defaultdict<K, V>& a, const dict<K, V>& b, int = 0) {
  return defaultdict<K, V>(static_cast<const dict<K, V>&>(a) | b, a.made_by());
}

}  // namespace keelback
