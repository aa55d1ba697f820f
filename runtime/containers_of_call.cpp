// The lists, dicts and sets that one call has converted: found again by Python's identity and by ours.
#include <string.h>

#include <utility>

#include "python.hpp"

namespace keelback::binding {
namespace {

// Few are searched one by one; more are hashed, each under both of its identities.
constexpr int searched = 8;

struct hash_index {
  size_t mask;
  shared_container** slots;
};

size_t first_slot(const void* key, size_t mask) {
  return static_cast<size_t>((reinterpret_cast<uintptr_t>(key) >> 4) * uintptr_t{0x9E3779B97F4A7C15u} >> 20) & mask;
}
void insert(hash_index& index, const void* key, shared_container* added) {
  size_t at = first_slot(key, index.mask);
  while (index.slots[at] != nullptr) at = (at + 1) & index.mask;
  index.slots[at] = added;
}

bool rebuild_index(call& in) {
  auto* index = static_cast<hash_index*>(in.index);
  if (index == nullptr) {
    index = static_cast<hash_index*>(PyMem_Calloc(1, sizeof(hash_index)));
    in.index = index;
  }
  if (index == nullptr) return false;
  PyMem_Free(index->slots);
  const size_t capacity = index->mask == 0 ? 128 : 4 * (index->mask + 1);
  index->slots = static_cast<shared_container**>(PyMem_Calloc(capacity, sizeof(shared_container*)));
  if (index->slots == nullptr) return false;
  index->mask = capacity - 1;
  for (shared_container* c = in.containers; c != nullptr; c = c->next) {
    insert(*index, c->source, c);
    insert(*index, c->identity, c);
  }
  return true;
}

template <class Matches>
shared_container* find(const void* key, const call& in, Matches matches) {
  if (in.containers == nullptr) return nullptr;
  if (in.index == nullptr) {
    for (shared_container* c = in.containers; c != nullptr; c = c->next) {
      if (matches(c)) return c;
    }
    return nullptr;
  }
  const auto& index = *static_cast<hash_index*>(in.index);
  for (size_t at = first_slot(key, index.mask); index.slots[at] != nullptr; at = (at + 1) & index.mask) {
    if (matches(index.slots[at])) return index.slots[at];
  }
  return nullptr;
}

}  // namespace

namespace {

void hand_over(shared_container& c) {
  if (!c.handed) ++process->handed_containers;
  c.handed = c.mutates = true;
}

// Those of calls other than `but` that Python code has, too.
template <class F>
void for_each_handed(const call* but, F f) {
  if (process->handed_containers == 0) return;
  for (call* c = process->open_calls; c != nullptr; c = c->outer) {
    for (shared_container* known = c == but ? nullptr : c->containers; known != nullptr; known = known->next) {
      if (known->handed) f(*known, *c);
    }
  }
}

// What a call around this one has met, or what was kept. From now on both sides may change it.
template <class Matches>
shared_container* find_around(const void* key, call& in, Matches matches) {
  shared_container* found = nullptr;
  if (!in.keeps) return found;
  for (call* c = process->open_calls; c != nullptr && found == nullptr; c = c->outer) {
    if (c != &in) found = find(key, *c, matches);
  }
  if (found != nullptr && !in.looks) {
    hand_over(*found);
    in.is_inner = true;
  }
  for (shared_container* c = process->kept_containers; c != nullptr && found == nullptr; c = c->next) {
    if (matches(c)) found = c;
  }
  return found;
}

bool add_known(shared_container* added, call& in) {
  if (in.containers == nullptr) {
    in.container_count = 0;
    in.index = nullptr;
    in.outer = process->open_calls;
    process->open_calls = &in;
  }
  object* const source = added->source;
  const void* const identity = added->identity;
  added->next = in.containers;
  in.containers = added;
  ++in.container_count;
  if (in.container_count <= searched) return true;
  auto* index = static_cast<hash_index*>(in.index);
  if (index == nullptr || 4 * static_cast<size_t>(in.container_count) > index->mask) {
    if (rebuild_index(in)) return true;
    PyErr_NoMemory();
    return false;
  }
  insert(*index, source, added);
  insert(*index, identity, added);
  return true;
}

}  // namespace

kept_bytes::~kept_bytes() { PyMem_Free(data_); }

void kept_bytes::keep(const void* data, size_t size, size_t same) {
  if (data_ == nullptr || same > size_ || same > size) same = 0;
  if (size + 1 > capacity_) {
    const size_t room = size + size / 2 + 1;
    void* const grown = PyMem_Realloc(data_, room);
    if (grown == nullptr) PyMem_Free(data_);
    data_ = grown;
    capacity_ = grown != nullptr ? room : 0;
  }
  size_ = size;
  if (data_ != nullptr && size > same) memcpy(static_cast<char*>(data_) + same, static_cast<const char*>(data) + same, size - same);
}

bool kept_bytes::are(const void* data, size_t size) const { return data_ != nullptr && size == size_ && (size == 0 || memcmp(data_, data, size) == 0); }

size_t kept_bytes::same_words(const void* data, size_t size) const {
  if (data_ == nullptr) return 0;
  const auto *kept = static_cast<const uint64_t*>(data_), *now = static_cast<const uint64_t*>(data);
  const size_t count = (size < size_ ? size : size_) / sizeof(uint64_t);
  size_t at = 0;
  while (at < count && kept[at] == now[at]) ++at;
  return at;
}

kept_objects::~kept_objects() { Py_XDECREF(copy_); }

void kept_objects::keep(object* list) {
  object* const old = copy_;
  copy_ = PyList_GetSlice(list, 0, PyList_GET_SIZE(list));
  if (copy_ == nullptr) PyErr_Clear();
  Py_XDECREF(old);
}

bool kept_objects::are(object* list) const {
  if (copy_ == nullptr || PyList_GET_SIZE(list) != PyList_GET_SIZE(copy_)) return false;
  const Py_ssize_t size = PyList_GET_SIZE(list);
  return size == 0 || memcmp(reinterpret_cast<PyListObject*>(list)->ob_item, reinterpret_cast<PyListObject*>(copy_)->ob_item, sizeof(object*) * static_cast<size_t>(size)) == 0;
}

void kept_entries::forget() {
  for (int64 i = 0; i < size_; ++i) {
    Py_DECREF(entries_[i].key);
    if (holds_values_) Py_DECREF(entries_[i].value);
  }
  PyMem_Free(entries_);
  entries_ = nullptr;
  size_ = 0;
}

// False where there is no memory for them: then nothing is kept.
bool kept_entries::keep(object* dict, bool holds_values) {
  forget();
  // The order of an OrderedDict is not that of its entries.
  if (PyODict_Check(dict)) return false;
  holds_values_ = holds_values;
  entries_ = static_cast<entry*>(PyMem_Malloc(sizeof(entry) * static_cast<size_t>(PyDict_GET_SIZE(dict) + 1)));
  if (entries_ == nullptr) return false;
  Py_ssize_t position = 0;
  object *key, *value;
  while (PyDict_Next(dict, &position, &key, &value)) {
    Py_INCREF(key);
    if (holds_values) Py_INCREF(value);
    entries_[size_++] = {key, value};
  }
  return true;
}

bool kept_entries::are(object* dict) const {
  if (entries_ == nullptr || PyDict_GET_SIZE(dict) != size_) return false;
  Py_ssize_t position = 0;
  object *key, *value;
  for (int64 i = 0; PyDict_Next(dict, &position, &key, &value); ++i) {
    if (key != entries_[i].key || value != entries_[i].value) return false;
  }
  return true;
}

// Where a container cannot be read again: of which type it has to be. Always false, with an exception set.
static bool explain_reload(const shared_container& c) {
  if (PyErr_Occurred()) return false;
  message out;
  out.add("native code holds this list, dict or set as ");
  describe_type(out, *c.as);
  out.add(", but it is ");
  describe_object(out, c.source);
  PyErr_SetString(PyExc_TypeError, out.c_str());
  return false;
}

bool add_container(shared_container* added, object* source, const void* identity, const type& as, bool mutates, call& in) {
  Py_INCREF(source);
  added->source = source;
  added->identity = identity;
  added->as = &as;
  added->mutates = mutates;
  return add_known(added, in);
}

namespace {
bool reload_operand(shared_container& c, call& of) {
  hand_over(c);
  c.updated = false;
  return c.reload(of);
}
}  // namespace

shared_container* find_source(object* source, const type& as, call& in) {
  // One container under several classes of dicts is kept once.
  const auto is_dict = [](const type& t) { return t.kind >= kind::dict && t.kind <= kind::open_dict; };
  const auto has_entries = [&](const type& t) { return is_dict(t) && is_dict(as) && is_same_type(*t.args[0], *as.args[0]) && is_same_type(*t.args[1], *as.args[1]); };
  const auto matches = [&](const shared_container* c) { return c->source == source && (is_same_type(*c->as, as) || has_entries(*c->as)); };
  shared_container* const known = find(source, in, matches);
  if (known != nullptr) return known;
  if (in.keeps || in.looks) return find_around(source, in, matches);
  // An operand of what Python code does right now: that may have changed it on the way here.
  const auto is_operation = [](const call& c) { return c.keeps && c.argument == 0; };
  for (call* c = process->open_calls; c != nullptr; c = c->outer) {
    shared_container* const operand = c != &in && is_operation(*c) ? find(source, *c, matches) : nullptr;
    if (operand == nullptr) continue;
    if (!reload_operand(*operand, *c)) {
      PyErr_Clear();
      return nullptr;
    }
    in.keeps = in.is_inner = true;
    return operand;
  }
  return nullptr;
}
shared_container* find_identity(const void* identity, call& in) {
  const auto matches = [&](const shared_container* c) { return c->identity == identity; };
  if (shared_container* known = find(identity, in, matches)) return known;
  shared_container* const around = find_around(identity, in, matches);
  if (around != nullptr && !in.looks) around->updated = false;
  return around;
}

namespace {
bool has_native_side(const shared_container& c) { return c.holders() > 0; }
bool has_python_side(const shared_container& c) { return Py_REFCNT(c.source) > 1; }

// What was kept and has one side left needs no more bringing up to date: `stays` says which is not so far.
template <class Stays>
void drop_kept(Stays stays) {
  shared_container* dropped = nullptr;
  for (shared_container** at = &process->kept_containers; *at != nullptr;) {
    shared_container* const one = *at;
    if (stays(*one)) {
      at = &one->next;
      continue;
    }
    *at = one->next;
    one->next = dropped;
    dropped = one;
  }
  while (dropped != nullptr) {
    shared_container* const one = dropped;
    dropped = one->next;
    Py_DECREF(one->source);
    delete one;
  }
}
}  // namespace

bool is_apart_from_containers(const type& as) {
  switch (as.kind) {
    case kind::none:
    case kind::boolean:
    case kind::integer:
    case kind::floating:
    case kind::complex:
    case kind::string:
    case kind::bytes:
    case kind::scalar:
    case kind::literal:
    case kind::range:
    case kind::array:
    case kind::enumeration:
    case kind::any:
    case kind::object: return true;
    default: return false;
  }
}

bool is_inside_call() { return process->open_calls != nullptr; }

// A list that is read again and again need not be made anew each time. Python code runs: what it did to a list before it let go of it, native code has yet to see.
void forget_looked_at() {
  static int count = 0;
  constexpr int most = 8;
  if (++count < most) return;
  count = 0;
  for (shared_container* c = process->kept_containers; c != nullptr; c = c->next) {
    if (!has_native_side(*c) || has_python_side(*c)) continue;
    call in;
    in.argument = 0;
    in.keeps = true;
    c->unread = true;
    try {
      c->unread = !c->reload(in);
    } catch (...) {
      set_current_exception();
    }
    finish_containers(in, false);
    if (c->unread) PyErr_Clear();
  }
  drop_kept([](const shared_container& c) { return has_native_side(c) && (c.unread || has_python_side(c)); });
}

namespace {
// What was met among the items of what both sides have, both sides have.
void hand_over_added(const shared_container& c, call& in, const shared_container* known) {
  for (shared_container* added = in.containers; c.handed && added != known; added = added->next) hand_over(*added);
}
// What native code has put into it becomes a part of both sides: containers among its items are pairs from now on.
bool update_one(shared_container& c, call& in) {
  const bool keeps = std::exchange(in.keeps, true);
  const shared_container* const known = in.containers;
  const bool done = c.update(in);
  in.keeps = keeps;
  hand_over_added(c, in, known);
  return done;
}
bool update_around(const call* but) {
  bool done = true;
  for_each_handed(but, [&](shared_container& c, call& of) {
    if (done) done = update_one(c, of);
  });
  return done;
}
bool reload_one(shared_container& c, call& of) {
  c.updated = false;
  const shared_container* const known = of.containers;
  const bool done = c.reload(of) || explain_reload(c);
  hand_over_added(c, of, known);
  return done;
}
bool reload_around(const call* but) {
  bool done = true;
  for_each_handed(but, [&](shared_container& c, call& of) {
    if (done) done = reload_one(c, of);
  });
  return done;
}
}  // namespace

// False with an exception set; what was set before gives way.
bool update_handed(call& in) {
  bool done = update_around(nullptr);
  for (shared_container* c = process->kept_containers; c != nullptr && done; c = c->next) done = update_one(*c, in);
  // Of what native code alone has, it may yet have to see what Python code did to it.
  if (done) drop_kept(has_native_side);
  return done;
}
bool reload_handed(call& in) {
  bool done = reload_around(&in);
  for (shared_container* c = in.containers; c != nullptr && done; c = c->next) done = reload_one(*c, in);
  for (shared_container* c = process->kept_containers; c != nullptr && done; c = c->next) done = reload_one(*c, in);
  return done;
}

// What was kept while the call ran, of items that came from Python one by one, ends with it.
bool adopt_kept(call& in) {
  bool done = true;
  while (process->kept_containers != nullptr && done) {
    shared_container* const one = process->kept_containers;
    process->kept_containers = one->next;
    one->updated = false;
    done = add_known(one, in);
  }
  return done;
}

bool flush_kept() {
  if (process->kept_containers == nullptr) return true;
  call in;
  const bool done = adopt_kept(in);
  return finish_containers(in, true) && done;
}

bool begin_with_shared(call& in) {
  if (process->handed_containers > 0) in.keeps = in.is_inner = true;
  bool done = adopt_kept(in);
  // All of them are known before the first is read: one may hold another.
  try {
    done = done && reload_around(&in);
    for (shared_container* c = done ? in.containers : nullptr; c != nullptr && done; c = c->next) {
      hand_over(*c);
      done = reload_one(*c, in);
    }
  } catch (...) {
    set_current_exception();
    done = false;
  }
  return done;
}

namespace {
bool bring_up_to_date(shared_container& c, call& in) {
  if (c.updated || !c.mutates) return true;
  c.updated = true;
  return update_one(c, in);
}
}  // namespace

object* make_shared(shared_container& known, call& in) {
  if (!in.looks && !bring_up_to_date(known, in)) return nullptr;
  Py_INCREF(known.source);
  return known.source;
}

bool finish_containers(call& in, bool called) noexcept {
  if (in.containers == nullptr && !in.is_inner) return true;
  bool done = true;
  object *type, *value, *trace;
  PyErr_Fetch(&type, &value, &trace);
  if (called) {
    for (shared_container* c = in.containers; c != nullptr && done; c = c->next) done = bring_up_to_date(*c, in);
    if (in.is_inner && done) done = update_around(&in);
  }
  if (done) PyErr_Restore(type, value, trace);
  else Py_XDECREF(type), Py_XDECREF(value), Py_XDECREF(trace);
  if (in.containers == nullptr) return done;
  while (in.containers != nullptr) {
    shared_container* c = in.containers;
    in.containers = c->next;
    if (c->handed) --process->handed_containers;
    c->handed = false;
    if (c->holders() > 0 && Py_REFCNT(c->source) > 1) {
      c->mutates = true;
      c->next = process->kept_containers;
      process->kept_containers = c;
      continue;
    }
    Py_DECREF(c->source);
    delete c;
  }
  call** at = &process->open_calls;
  while (*at != &in) at = &(*at)->outer;
  *at = in.outer;
  if (auto* index = static_cast<hash_index*>(in.index)) {
    PyMem_Free(index->slots);
    PyMem_Free(index);
  }
  return done;
}

}  // namespace keelback::binding
