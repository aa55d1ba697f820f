// Between Python and a module's native functions, as generated code sees it: constant tables that describe the functions, and one
// small template that converts arguments, calls, and converts the result. What touches Python objects is compiled once, in runtime/
// (docs/design/binding.md). Python.h is not included.
#pragma once

#include <keelback/array.hpp>

struct _object;  // Python's PyObject

#define KB_EXPORT [[gnu::visibility("default")]]

namespace keelback {
class str;
struct none;
template <class T>
struct tagged;
}

namespace keelback {
class bytes;
}

namespace keelback::binding {

using object = ::_object;

// ---- types as data ----

enum class kind : std::uint8_t {
  none, boolean, integer, floating, complex, string, bytes, bytearray,
  scalar,                                   // a NumPy scalar: dtype
  literal,                                  // one value: args[0] is its base type; `value` or `text`
  tuple, variadic, list, set, frozenset, deque, dict, counter, defaultdict, ordered_dict, open_dict, range, slice,
  array,                                    // dtype, rank
  foreign,                                  // a Python object: `text` is its class
  named,                                    // one module or class: `text` is where Python finds it
  exception,                                // likewise: "Name" of a builtin class, "module:Name", ":Name" of this module
  enumeration,                              // a member: enumeration
  named_tuple,                              // args, `text`: its class as exceptions' classes
  any,                                      // any Python object
  either, tagged,                           // a union, by how it is stored; args: its members
  object,                                   // an object of a compiled class: klass
  iterator, iterable, generator,            // args: the items; of a generator also what it is sent and returns
};
enum class dtype : std::uint8_t {
  boolean, int8, int16, int32, int64, uint8, uint16, uint32, uint64, float16, float32, float64, complex64, complex128,
  // By unit, in the order of time_unit.
  datetime_generic, datetime_Y, datetime_M, datetime_W, datetime_D, datetime_h, datetime_m, datetime_s, datetime_ms, datetime_us, datetime_ns, datetime_ps, datetime_fs, datetime_as,
  timedelta_generic, timedelta_Y, timedelta_M, timedelta_W, timedelta_D, timedelta_h, timedelta_m, timedelta_s, timedelta_ms, timedelta_us, timedelta_ns, timedelta_ps, timedelta_fs, timedelta_as,
};
constexpr bool is_temporal(dtype d) { return d >= dtype::datetime_generic; }

struct class_;
struct class_elsewhere;
}  // namespace keelback::binding
namespace keelback {
struct enum_state;
}
namespace keelback::binding {

struct type {
  binding::kind kind;
  binding::dtype dtype = {};
  std::uint16_t rank = 0;
  std::uint16_t count = 0;
  const type* const* args = nullptr;
  int64 value = 0;             // of a literal bool or int, the bytes of a literal str, the bits of a literal float
  const char* text = nullptr;  // of a literal str
  const class_* klass = nullptr;
  enum_state* enumeration = nullptr;
};

enum class layout : std::uint8_t { any, c, fortran };

// How a parameter is accepted, beyond its type.
struct rule {
  binding::layout layout = layout::any;
  bool writes = false;             // a read-only array is refused
  bool mutates = false;            // a list, dict or set is written back after the call
  const int64* extents = nullptr;  // required extents of an array, -1 where any
  bool incomplete = false;         // an object that `__init__` is about to set up
  bool open = false;               // one of the containers that the annotation stands for
  bool open_dtype = false;         // arrays of one of the dtypes that it stands for
};

// ---- the module's tables ----

enum class passing : std::uint8_t { positional_only, positional_or_keyword, keyword_only, rest, other_keywords };  // rest: `*args`; other_keywords: `**options`

struct parameter {
  const char* name;
  binding::passing passing = passing::positional_or_keyword;
  bool has_default = false;
};
struct accepted {
  const type* as;
  rule how = {};
};
struct call;
struct overload {
  object* (*invoke)(object* const* args, const overload& self, call& in);
  const accepted* parameters;
  const type* result;
  bool sees_containers = true;  // lists, dicts and sets that Python has too are brought up to date around its calls
};
struct c_function;  // binding/c_function.hpp
// Which arguments that no overload takes are passed to the Python function.
enum class fallback : std::uint8_t { none, other_kinds, other_types };  // other_kinds: arrays of ranks, containers of kinds that no native code was made for
struct function {
  const char* name;
  const parameter* parameters;
  int parameter_count;
  const overload* overloads;
  int overload_count;
  binding::fallback fallback = fallback::none;
  bool is_generic = false;  // a method of a generic class: an object whose type arguments nobody has said is the Python function's
  const c_function* c = nullptr;  // it is none for Python: a capsule, or a ufunc
  const class_* const* needs = nullptr;  // the classes without which it is the Python function's: of other modules, or of this one where it relies on such
  int need_count = 0;
};
// A part of the module's source. After it has run, the name of function number `native` becomes the native function; or that of class number `klass`
// the native class.
struct segment {
  int first_line;
  int native;  // -1: none
  const char* text;
  size_t size;
  int klass = -1;
};
struct module {
  const char* name;
  const char* file;
  const char* hash;
  const char* version;   // of Keelback
  bool is_pythran;       // has exports of Pythran's kind
  bool uses_numpy;       // imported with the module
  void (*initialize)();  // computes the native constants; may be null
  const function* functions;
  int function_count;
  const segment* segments;
  int segment_count;
  const class_* const* classes = nullptr;  // by their numbers; null where a number is none's
  int class_count = 0;
  // Of one of several modules of a build.
  std::uint32_t first_class = 0;           // the number of its first class
  const class_elsewhere* elsewhere = nullptr;
  int elsewhere_count = 0;
};

// The body of PyInit_NAME.
object* create_module(const module& table);

// The module once more, compiled for processors of that level: 2 to 4, of x86-64-v2 to x86-64-v4.
struct level {
  int number;
  const module* table;
};
// The table of the highest level that this processor has, `baseline` where it has none. $KEELBACK_ISA (baseline, v2, v3 or v4) sets a limit.
const module& choose_level(const module& baseline, const level* levels, int count);

// What Python code that runs in the middle of native code takes out of a field or a container: it lives on until native code is through, which may have borrowed it.
struct parked {
  parked* next = nullptr;
  virtual ~parked() = default;
};
template <class T>
struct parked_value : parked {
  T value;
  explicit parked_value(T&& from) : value(std::move(from)) {}
};
bool is_inside_native() noexcept;      // runtime/parked.cpp
void park(parked* value) noexcept;     // takes it over

// ---- one call ----

// A list, dict or set of Python's that became a native one: known by both identities until the call ends, so that what is one object
// in Python is one here, and is returned as itself. Where a native object holds it on, it is kept for the calls that follow.
struct shared_container {
  shared_container* next = nullptr;
  object* source = nullptr;      // a reference is held
  const void* identity = nullptr;
  const type* as = nullptr;
  bool mutates = false;
  bool updated = false;
  bool unread = false;           // what Python code put into it cannot be read: the next call says so
  bool handed = false;           // Python code has it, too, while native code goes on (dynamic.hpp): both may change it
  virtual bool update(call& in) = 0;  // writes the native contents into `source`
  virtual bool reload(call& in) = 0;  // reads them from there
  virtual int64 holders() const = 0;  // references to the native container other than this one
  virtual ~shared_container() = default;
};

// A copy of bytes, to tell whether they have changed. runtime/containers_of_call.cpp
class kept_bytes {
 public:
  kept_bytes() = default;
  kept_bytes(const kept_bytes&) = delete;
  ~kept_bytes();
  void keep(const void* data, size_t size, size_t same = 0);   // the first `same` bytes are as they were; where there is no memory for it, nothing is kept
  bool are(const void* data, size_t size) const;               // false where nothing was kept
  size_t same_words(const void* data, size_t size) const;      // how many of eight bytes each are the same at the front

 private:
  void* data_ = nullptr;
  size_t size_ = 0, capacity_ = 0;
};

// The objects that a list held, which live on: another one at an address that was known is no doubt then. runtime/containers_of_call.cpp
class kept_objects {
 public:
  kept_objects() = default;
  kept_objects(const kept_objects&) = delete;
  ~kept_objects();
  void keep(object* list);
  bool are(object* list) const;

 private:
  object* copy_ = nullptr;
};

// The keys and values that a dict held, in their order. The keys live on; the values where nothing else holds them. runtime/containers_of_call.cpp
class kept_entries {
 public:
  kept_entries() = default;
  kept_entries(const kept_entries&) = delete;
  ~kept_entries() { forget(); }
  bool keep(object* dict, bool holds_values);
  bool are(object* dict) const;

 private:
  struct entry {
    object *key, *value;
  };
  void forget();
  entry* entries_ = nullptr;
  int64 size_ = 0;
  bool holds_values_ = false;
};

// What is an object is the same as long as its address is, for the side that has not changed holds it.
template <class T>
inline constexpr bool is_told_by_address = !std::is_arithmetic_v<T> && sizeof(T) == sizeof(void*) && requires(const T& item) { item.is_same(item); };

struct call {
  int argument = -1;  // the one that is being converted; -1 once all are
  shared_container* containers = nullptr;
  int container_count;  // these three: once there is a container
  void* index;
  call* outer;          // the call with containers that was there before
  bool keeps = false;   // what is made is part of an object, or handed over: each container has to be known, those of the calls around too
  bool is_inner = false;  // it has met containers of a call around it: they are brought up to date at its end
  bool looks = false;   // no native code runs: what was kept stays as it is, on both sides
};

// A converter<T> has
//   static bool load(object* from, T& to, const type& as, const rule& how, call& in);
// false where the object is not of that type; or with a Python exception set;
//   static object* make(const T& value, const type& as, call& in);
// a new reference, or null with a Python exception set.
template <class T>
struct converter;

// runtime/scalars.cpp. `as` tells float from np.float64, int from np.int64; and knows a literal's value.
bool load_double(object* from, double& to, const type& as);
bool load_int(object* from, int64& to, const type& as);
bool load_bool(object* from, bool& to, const type& as);
bool load_scalar(object* from, void* to, const type& as);  // any NumPy dtype, and complex
bool load_tagged(object* from, double& to, const type& member);  // a float, or a bool or int as the double it is
object* make_double(double value, const type& as);
object* make_int(int64 value, const type& as);
object* make_bool(bool value, const type& as);
object* make_scalar(const void* value, const type& as);

template <class T>
struct converter {  // numbers
  static_assert(keelback::is_element<T>, "the header of this type's converter is missing (keelback/binding/...)");
  static bool load(object* from, T& to, const type& as, const rule&, call&) { return load_scalar(from, &to, as); }
  static object* make(const T& value, const type& as, call&) { return make_scalar(&value, as); }
};
// Python's float, whose layout no version has changed: the commonest case needs no call. runtime/scalars.cpp checks it; null where objects
// look different (a free-threaded Python).
struct float_object {
  std::intptr_t references;
  const void* type;
  double value;
};
extern const void* const float_type;
template <>
struct converter<double> {
  KB_INLINE static bool load(object* from, double& to, const type& as, const rule&, call&) {
    const auto* python = reinterpret_cast<const float_object*>(from);
    if (KB_UNLIKELY(python->type != float_type || as.kind == kind::literal)) return load_double(from, to, as);
    to = python->value;
    return true;
  }
  static object* make(double value, const type& as, call&) { return make_double(value, as); }
};
template <>
struct converter<int64> {
  static bool load(object* from, int64& to, const type& as, const rule&, call&) { return load_int(from, to, as); }
  static object* make(int64 value, const type& as, call&) { return make_int(value, as); }
};
template <>
struct converter<bool> {
  static bool load(object* from, bool& to, const type& as, const rule&, call&) { return load_bool(from, to, as); }
  static object* make(bool value, const type& as, call&) { return make_bool(value, as); }
};

// runtime/arrays.cpp. The owner has one reference for the caller.
// `to` is a view of the type's rank.
bool load_array(object* from, void* to, const type& as, const rule& how);
// The same for a call that keeps no array: `to.base` is an owner that owns nothing.
bool load_borrowed_array(object* from, void* to, const type& as, const rule& how);
// NumPy's array and dtype, whose layout is part of its ABI: what load_borrowed_array does, inline for the commonest case.
// runtime/arrays.cpp checks it.
struct dtype_object {
  char head[26];
  char byte_order;
  char flags;
  int type_number;
};
struct array_object {
  std::intptr_t references;
  const void* type;
  void* data;
  int rank;
  const std::intptr_t* shape;
  const std::intptr_t* strides;  // in bytes
  object* base;
  const dtype_object* dtype;
  int flags;
  static constexpr int aligned = 0x100, writeable = 0x400;
};
extern const void* array_type;  // null until NumPy is loaded, and where objects look different
template <class T>
constexpr int type_number() {
  if constexpr (std::is_same_v<T, bool>) return 0;
  else if constexpr (keelback::is_temporal<T>) return -1;  // a look at the unit is needed
  else if constexpr (is_complex<T>) return sizeof(T) == 8 ? 14 : 15;
  else if constexpr (is_real_float<T>) return sizeof(T) == 2 ? 23 : sizeof(T) == 4 ? 11 : 12;
  else return (sizeof(T) == 1 ? 1 : sizeof(T) == 2 ? 3 : sizeof(T) == 4 ? 5 : sizeof(long) == 8 ? 7 : 9) + std::is_unsigned_v<T>;
}
template <class T, int N>
KB_INLINE bool load_plain_array(object* from, view<T, N>& to, const rule& how) {
  const auto* a = reinterpret_cast<const array_object*>(from);
  if (a->type != array_type || a->rank != N || a->dtype->type_number != type_number<T>() || a->dtype->byte_order == '>') return false;
  const int needed = how.writes ? array_object::aligned | array_object::writeable : array_object::aligned;
  if ((a->flags & needed) != needed || how.layout != layout::any || how.extents != nullptr) return false;
  std::intptr_t odd = 0;
  to.data = static_cast<T*>(a->data);
  if constexpr (N == 0) to.shape[0] = to.strides[0] = 1;
  for (int k = 0; k < N; ++k) {
    to.shape[k] = a->shape[k];
    to.strides[k] = a->strides[k] / static_cast<std::intptr_t>(sizeof(T));
    odd |= a->strides[k] & static_cast<std::intptr_t>(sizeof(T) - 1);
  }
  return odd == 0;
}
extern owner nobody, nobody_read_only;  // own nothing
owner* hold(object* array);  // one that holds the array: null with an exception set

object* make_array(const void* data, owner* base, const int64* shape, const int64* strides, const type& as);

template <class T, int N>
struct converter<array<T, N>> {
  static bool load(object* from, array<T, N>& to, const type& as, const rule& how, call&) {
    view<T, N> loaded{};
    if (!load_array(from, &loaded, as, how)) return false;
    to = array<T, N>::adopt(loaded);
    return true;
  }
  static object* make(const array<T, N>& value, const type& as, call&) { return make_array(value.data, value.base, value.shape, value.strides, as); }
};

// An array argument during its call. The owner is the call's own unless something keeps the array: then no other thread knows of it.
template <class T, int N>
struct array_argument : view<T, N> {
  array_argument() noexcept { this->base = nullptr; }
  array_argument(const array_argument&) = delete;
  KB_INLINE ~array_argument() {
    if (this->base == nullptr) return;
    if (KB_LIKELY(this->base->references == 1)) this->base->release(this->base);
    else drop(this->base);
  }
};
template <class T, int N>
struct converter<array_argument<T, N>> {
  static bool load(object* from, array_argument<T, N>& to, const type& as, const rule& how, call&) {
    view<T, N>& loaded = to;
    if (!load_plain_array(from, loaded, how)) return load_array(from, &loaded, as, how);
    to.base = hold(from);
    return to.base != nullptr;
  }
};

template <class T, int N>
struct borrowed_array : view<T, N> {};
template <class T, int N>
struct converter<borrowed_array<T, N>> {
  KB_INLINE static bool load(object* from, borrowed_array<T, N>& to, const type& as, const rule& how, call&) {
    if (!load_plain_array(from, to, how)) return load_borrowed_array(from, static_cast<view<T, N>*>(&to), as, how);
    to.base = (reinterpret_cast<const array_object*>(from)->flags & array_object::writeable) != 0 ? &nobody : &nobody_read_only;
    return true;
  }
};

// Whether a value of the type can hold an array that was an argument. Where no result and no other argument can, arrays are borrowed.
template <class T>
inline constexpr bool may_hold_array = !keelback::is_element<T>;
template <>
inline constexpr bool may_hold_array<none> = false;
template <>
inline constexpr bool may_hold_array<str> = false;
template <class T>
inline constexpr bool may_hold_array<tagged<T>> = false;
template <class T, int N>
inline constexpr bool may_hold_array<view<T, N>> = false;

// ---- trampolines ----

template <class T>
using plain = std::remove_cv_t<std::remove_reference_t<T>>;

// What holds an argument during the call.
template <class T, bool Borrows>
struct stored {
  using type = T;
};
template <class T, int N>
struct stored<view<T, N>, false> {
  using type = array_argument<T, N>;
};
template <class T, int N>
struct stored<view<T, N>, true> {
  using type = borrowed_array<T, N>;
};

template <size_t I, class T>
struct slot {
  T value;
};
template <class I, class... T>
struct slots;
template <size_t... I, class... T>
struct slots<std::index_sequence<I...>, T...> : slot<I, T>... {};

template <size_t I, class T>
KB_INLINE bool load(slot<I, T>& to, object* const* args, const overload& self, call& in) {
  in.argument = static_cast<int>(I);
  return converter<T>::load(args[I], to.value, *self.parameters[I].as, self.parameters[I].how, in);
}
template <size_t I, class T>
KB_INLINE T& get(slot<I, T>& from) {
  return from.value;
}

// `native<f>` is f for Python: `overload::invoke`. `Keeps`: the function may hand its arrays to Python code, which keeps them.
template <bool Keeps, class R, class... A, size_t... I>
KB_INLINE object* run(R (*function)(A...), object* const* args, const overload& self, call& in, std::index_sequence<I...>) {
  constexpr bool borrows = !Keeps && !may_hold_array<R> && !(may_hold_array<plain<A>> || ...);
  [[maybe_unused]] slots<std::index_sequence<I...>, typename stored<plain<A>, borrows>::type...> values;
  if (!(load<I>(values, args, self, in) && ...)) return nullptr;
  in.argument = -1;
  return converter<R>::make(function(get<I>(values)...), *self.result, in);
}
template <bool Keeps, class R, class... A>
KB_INLINE object* run(R (*function)(A...), object* const* args, const overload& self, call& in) {
  return run<Keeps>(function, args, self, in, std::make_index_sequence<sizeof...(A)>{});
}
template <auto F, bool Keeps = false>
object* native(object* const* args, const overload& self, call& in) {
  return run<Keeps>(F, args, self, in);
}

// ---- for the converters of containers: runtime/containers.cpp ----

// Owns a reference.
struct reference {
  object* held = nullptr;
  explicit reference(object* o) noexcept : held(o) {}
  reference(const reference&) = delete;
  ~reference() { release(held); }
  explicit operator bool() const { return held != nullptr; }
  object* give() {
    object* o = held;
    held = nullptr;
    return o;
  }
  static void release(object* o) noexcept;  // null is fine
};

// The member of a union that fits best; -1: none.
int choose_member(object* from, const type& as);

bool is_none(object* o);
object* make_none();
bool load_str(object* from, str& to, const type& as);
object* make_str(const str& value);

int64 tuple_size(object* o);  // -1: not a tuple
object* tuple_item(object* o, int64 i);
object* new_tuple(int64 size);
void tuple_put(object* tuple, int64 i, object* stolen);

int64 list_size(object* o);  // -1: not a list
object* list_item(object* o, int64 i);
object* const* list_items(object* list);
object* new_list(int64 size);
void list_put(object* list, int64 i, object* stolen);  // of a new list
// Item i becomes `stolen` (null: fails) unless it equals what is there; beyond the end: appended.
bool list_update(object* list, int64 i, object* stolen);
bool list_truncate(object* list, int64 size);

bool is_dict(object* o);
object* dict_in_order(object* dict);  // a dict of the entries of an OrderedDict, in its order; itself of another: a new reference, or null with an exception set
bool dict_next(object* dict, int64* position, object** key, object** value);
object* new_dict();
bool dict_put(object* dict, object* stolen_key, object* stolen_value);
// `dict` gets the contents of `fresh`; a value that equals the one it had stays that object.
bool dict_replace(object* dict, object* fresh);

object* frozenset_iterator(object* o);  // likewise
object* freeze_set(object* set);
object* set_iterator(object* o);  // null without an exception: not a set
object* iterator_next(object* iterator);
object* new_set();
bool set_add(object* set, object* stolen);
bool set_replace(object* set, object* fresh);

// runtime/bytes.cpp
bool load_bytes(object* from, bytes& to);
object* make_bytes(const bytes& value);
bool is_bytearray(object* o);
const unsigned char* bytearray_data(object* o, int64* size);
object* make_bytearray(const unsigned char* data, int64 size);
bool bytearray_replace(object* o, const unsigned char* data, int64 size);

// runtime/collections.cpp
object* deque_iterator(object* o, int64* maxlen);  // null without an exception: not a deque; maxlen -1: None
object* new_deque(object* items, int64 maxlen);
bool deque_replace(object* deque, object* items);
object* class_dict(object* items, kind of);        // items as a Counter or an OrderedDict: a new reference
kind class_of_dict(object* dict);                  // defaultdict, counter, ordered_dict (and what derives from these), else dict
object* new_defaultdict(owner* factory, const char* name, object* own, object* items);  // the factory's object, else the builtin type of that name, else `own`
owner* factory_of(object* defaultdict);            // one that holds its factory; null with an exception set
const char* factory_name(owner* factory);          // of a builtin type; "" of another
object* call_factory(owner* factory);
[[noreturn]] void raise_factory();                 // the Python exception that is set, or that the value has the wrong type
void finish_call(call& in);

bool load_range(object* from, int64* start, int64* stop, int64* step);
object* make_range_object(int64 start, int64 stop, int64 step);
bool load_slice(object* from, int64* start_stop_step, int* flags);
object* make_slice_object(const int64* start_stop_step, int flags);

// Containers already met in this call.
shared_container* find_source(object* source, const type& as, call& in);
shared_container* find_identity(const void* identity, call& in);
bool add_container(shared_container* added, object* source, const void* identity, const type& as, bool mutates, call& in);  // takes it over
object* make_shared(shared_container& known, call& in);  // its object, up to date

}  // namespace keelback::binding
