// What every file of the binding includes: Python's and NumPy's C API, and the tables of generated modules.
// Runs on CPython 3.8 and later, NumPy 1.22 and later.
#pragma once

#define PY_SSIZE_T_CLEAN
#include <Python.h>

#define NPY_NO_DEPRECATED_API NPY_1_22_API_VERSION
#define NPY_TARGET_VERSION NPY_1_22_API_VERSION
#define PY_ARRAY_UNIQUE_SYMBOL keelback_numpy_api
#ifndef KB_IMPORTS_NUMPY
#define NO_IMPORT_ARRAY
#endif
#include <numpy/arrayobject.h>
#include <numpy/arrayscalars.h>

#include <string>

#include <keelback/binding.hpp>

namespace keelback::binding {

// numpy.cpp. NumPy's C API is loaded when the first module that uses it, or the first object of it, is met.
bool load_numpy();                     // imports NumPy; false with an exception set
bool numpy_is_loaded_slow() noexcept;  // loads the C API if someone has imported NumPy
inline bool numpy_loaded = false;
inline bool numpy_is_loaded() noexcept { return KB_LIKELY(numpy_loaded) || numpy_is_loaded_slow(); }

// How well an object fits a parameter.
enum class fit : std::uint8_t {
  exact,     // of just that type
  subclass,  // a subclass, or the NumPy scalar of the same kind
  implicit,  // an int where a float is asked
  none,
};
fit fit_of(object* o, const type& as, const rule& how);
fit fit_of_scalar(object* o, const type& as);
bool is_instance(object* o, const type& as);  // python_calls.cpp
bool is_named(object* o, const type& as);
fit fit_of_array(object* o, const type& as, const rule& how);
bool is_array_of_dtype(object* o, const type& as);  // of any rank
inline constexpr rule no_rule{};

// collections.cpp: Counter, defaultdict, OrderedDict or deque, borrowed; null with an exception set.
object* class_of_collections(kind of);

// text.cpp
// A growing text; out of memory it stops growing.
class message {
 public:
  message() = default;
  message(const message&) = delete;
  ~message() { PyMem_Free(data_); }
  message& add(const char* s, size_t bytes);
  message& add(const char* s) { return add(s, strlen(s)); }
  message& add(int64 number);
  const char* c_str() const { return data_ != nullptr ? data_ : ""; }

 private:
  char* data_ = nullptr;
  size_t size_ = 0, capacity_ = 0;
};
void describe_type(message& out, const type& as);
void describe_object(message& out, object* o);
const char* name_of(dtype d);
// NumPy's unit of a temporal dtype, and the dtype of a unit; false where it is of several ticks (`datetime64[15m]`) or deprecated.
NPY_DATETIMEUNIT unit_of(dtype d);
bool dtype_of_time(const PyArray_DatetimeMetaData& unit, bool is_difference, dtype* found);

// errors.cpp
void set_python_error(const error& e) noexcept;  // with its traceback
object* exception_object(const error& e) noexcept;  // what the error is in Python, made when it is first asked for: borrowed from it
void set_current_exception() noexcept;           // in a catch block: whatever it is
// What the exception's class is as a native error: a builtin one, or one of NumPy's. Of others `except` asks Python (error::is_a).
exception kind_of(object* raised);
object* object_with_frames(const error& e) noexcept;  // the same, with the frames that it has passed in its traceback
error error_of(object* value, int line);         // of an exception, a reference of which it takes over: native code sees what it is, Python gets it back
void add_frame(const char* file, const char* function, int line) noexcept;
// The exception that Python has set, normalized, and no longer set: a new reference; null where there was none.
object* take_exception(bool with_traceback) noexcept;
void release_held(void* o);                      // of an exception that an error holds

// containers_of_call.cpp: what native code changed goes back to Python (`called`: it has run); the rest of the call's containers goes.
// False with an exception set.
bool finish_containers(call& in, bool called) noexcept;
// What native code in this process shares: that of modules which know each other's classes has one of these (module.cpp, join_process).
struct process_state {
  // The containers that native objects hold, as long as Python code holds them too. Python's is the one that counts between calls of native code, the native
  // one during these. Each call begins with a look at what Python has changed (false with an exception set), and ends with what the call has.
  shared_container* kept_containers = nullptr;
  // So do those of the calls around one that Python code has, and their number.
  int handed_containers = 0;
  call* open_calls = nullptr;      // those that have containers, the innermost first
  int open_sections = 0;           // python_section
  bool parked_waits = false;       // the interpreter came to drop what was parked, too early
  parked* parked_values = nullptr;
  // The classes that modules know of each other, once they are made.
  const class_** classes = nullptr;
  int class_count = 0, class_capacity = 0;
};
inline process_state own_process;
inline process_state* process = &own_process;
inline bool has_shared_containers() { return process->kept_containers != nullptr || process->handed_containers > 0; }
bool begin_with_shared(call& in);
bool adopt_kept(call& in);  // before `finish_containers`
bool is_apart_from_containers(const type& as);  // to convert a value of the type is to look into no list, dict or set
bool is_inside_call();      // of one that has containers
void forget_looked_at();    // now and then, of what was kept: what one side alone still has
bool flush_kept();          // before Python's code runs: it sees what native code has changed
// Around what Python is asked to do in between (dynamic.cpp): native contents go to the containers that Python holds on, and afterwards those of
// `in`, and all that were handed over, are read again. False with an exception set.
bool update_handed(call& in);
bool reload_handed(call& in);

// classes.cpp: whether reading the attribute is to read a field of a compiled class that has no list, dict or set in it, and nothing else.
bool reads_plain_field(object* o, object* name);

// module.cpp
const char* compiled_file();  // as it is in the tables
object* module_source();  // all segments, each at its line: a new reference

// source.cpp
// To be called first: finds the source by the module's `__file__`, and warns where it is not the one that was compiled. False with an exception set.
bool locate_source(object* names);
// The path of a source file as it can be opened, where a relative one is found below the folder that the package was installed in.
std::string located(const char* file);

// exceptions.cpp
bool is_exception(object* o, const type& as);
bool is_of_named_class(object* o, const char* text);              // "module:Name" as exceptions' classes are named
object* named_class(const char* text);  // likewise: "module:Name", ":Name" of the compiled module, "Name" of a builtin one
object* find_python_class(const char* module, const char* name);  // of the module (null: the compiled one): a new reference, null with an exception set

// function.cpp
bool prepare_function_type();
object* new_native_function(const function& f, object* python_function);
bool is_cache(object* value);                                 // what functools.lru_cache has made
object* new_cached_function(const function& f, object* cache);  // another cache of the same parameters, around the native function

// c_functions.cpp
object* new_c_object(const function& f, object* names, object* python_function);  // the capsule or ufunc that it is

// shared_classes.cpp: classes that several modules of one build know.
bool join_process(const module& m);                         // the state that their native code shares. False with an exception set, as all of these
bool publish_class(const module& m, const class_& c);        // which now is there
bool is_ready(const class_& c);                              // it is there, of this or of another module: native code may have objects of it
bool can_be_native(const class_& c);                         // nothing says yet that a class that its layout relies on is another one than it was compiled with
const class_& class_elsewhere_of(object* o);                 // of an object of a class of another module: that, or the nearest that it derives from
bool is_same_type(const type& a, const type& b);             // also where two modules describe it

// classes.cpp
bool prepare_classes(const module& m);
object* make_class(const class_& c, const function* functions, object* source);  // from the class that Python made: a new reference
const char* name_of_class(const class_& c);
fit fit_of_object(object* o, const class_& as);
bool holds_derived(const function& f, object* const* args);  // whether the arguments are none for the function since an object is of a class that Python derived
// Of `__dict__` (object_dict.cpp).
object* fields_of(object* o);                                // those that are set: a new dict
object* get_field(object* o, object* name);                  // a new reference; null where there is none, or it is not set, and with an exception set
bool set_field(object* o, object* name, object* value);      // past `__setattr__`; a null value deletes. False with an exception set
object* new_object_dict(object* of);
bool is_of_derived_class(object* o);  // one that Python code has derived from a compiled one
extern PyMethodDef state_methods[3];  // those of object_dict.cpp that every compiled class has which has none of its own
bool is_incomplete(object* o);   // a native object that was made without `__init__`, and fields that always have a value have none
bool is_open_object(object* o);  // of a generic class, and nobody has said of which type arguments

// generators.cpp
fit fit_of_iterator(object* o, const type& as);
// Python code may run inside, in the middle of native code: a signal handler, a finalizer, a weak reference's callback. What it replaces in fields lives on until
// native code is through, for that may have borrowed it (park, binding/object.hpp).
struct python_section {
  python_section() { ++process->open_sections; }
  python_section(const python_section&) = delete;
  ~python_section() {
    if (--process->open_sections == 0 && process->parked_waits) ask_to_drop();
  }
  static void ask_to_drop() noexcept;       // parked.cpp
};

// The module of this extension, once its import has begun (borrowed).
inline object* module_globals = nullptr;

}  // namespace keelback::binding

namespace keelback::python {

// dynamic.cpp
// The exception that Python has set, as a native error that can be caught by its kind. Frames of Python code hold what they were called with: where that
// may be an array over memory of the native call, they are not kept.
[[noreturn]] void raise_pending(int line, bool keeps_frames);
// "numpy.linalg.svd": modules are imported, the rest are attributes. Null with an exception set.
binding::object* look_up(const char* name);
// "a,b" as a tuple of strings; empty: null.
binding::object* keyword_names(const char* keywords, int* count);

}  // namespace keelback::python
