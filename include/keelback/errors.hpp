// The exception that native code throws: a Python exception kind, its message, and the Python frames it has left.
// Definitions: compiled.hpp.
#pragma once

#include <keelback/platform.hpp>

namespace keelback {

// name, Python's name, base. A kind follows its base.
#define KB_EXCEPTIONS(X)                                                \
  X(base_exception, "BaseException", base_exception)                    \
  X(keyboard_interrupt, "KeyboardInterrupt", base_exception)            \
  X(system_exit, "SystemExit", base_exception)                          \
  X(generator_exit, "GeneratorExit", base_exception)                    \
  X(any_exception, "Exception", base_exception)                         \
  X(arithmetic_error, "ArithmeticError", any_exception)                 \
  X(floating_point_error, "FloatingPointError", arithmetic_error)       \
  X(overflow_error, "OverflowError", arithmetic_error)                  \
  X(zero_division_error, "ZeroDivisionError", arithmetic_error)         \
  X(assertion_error, "AssertionError", any_exception)                   \
  X(attribute_error, "AttributeError", any_exception)                   \
  X(buffer_error, "BufferError", any_exception)                         \
  X(eof_error, "EOFError", any_exception)                               \
  X(import_error, "ImportError", any_exception)                         \
  X(module_not_found_error, "ModuleNotFoundError", import_error)        \
  X(lookup_error, "LookupError", any_exception)                         \
  X(index_error, "IndexError", lookup_error)                            \
  X(key_error, "KeyError", lookup_error)                                \
  X(memory_error, "MemoryError", any_exception)                         \
  X(array_memory_error, "_ArrayMemoryError", memory_error)              \
  X(name_error, "NameError", any_exception)                             \
  X(unbound_local_error, "UnboundLocalError", name_error)               \
  X(os_error, "OSError", any_exception)                                 \
  X(blocking_io_error, "BlockingIOError", os_error)                     \
  X(child_process_error, "ChildProcessError", os_error)                 \
  X(connection_error, "ConnectionError", os_error)                      \
  X(broken_pipe_error, "BrokenPipeError", connection_error)             \
  X(connection_aborted_error, "ConnectionAbortedError", connection_error) \
  X(connection_refused_error, "ConnectionRefusedError", connection_error) \
  X(connection_reset_error, "ConnectionResetError", connection_error)   \
  X(file_exists_error, "FileExistsError", os_error)                     \
  X(file_not_found_error, "FileNotFoundError", os_error)                \
  X(interrupted_error, "InterruptedError", os_error)                    \
  X(is_a_directory_error, "IsADirectoryError", os_error)                \
  X(not_a_directory_error, "NotADirectoryError", os_error)              \
  X(permission_error, "PermissionError", os_error)                      \
  X(process_lookup_error, "ProcessLookupError", os_error)               \
  X(timeout_error, "TimeoutError", os_error)                            \
  X(reference_error, "ReferenceError", any_exception)                   \
  X(runtime_error, "RuntimeError", any_exception)                       \
  X(not_implemented_error, "NotImplementedError", runtime_error)        \
  X(recursion_error, "RecursionError", runtime_error)                   \
  X(stop_iteration, "StopIteration", any_exception)                     \
  X(stop_async_iteration, "StopAsyncIteration", any_exception)          \
  X(syntax_error, "SyntaxError", any_exception)                         \
  X(system_error, "SystemError", any_exception)                         \
  X(type_error, "TypeError", any_exception)                             \
  X(ufunc_type_error, "UFuncTypeError", type_error)                     \
  X(no_loop_error, "_UFuncNoLoopError", ufunc_type_error)               \
  X(value_error, "ValueError", any_exception)                           \
  X(unicode_error, "UnicodeError", value_error)                         \
  X(axis_error, "AxisError", value_error)                               \
  X(linalg_error, "LinAlgError", value_error)                           \
  X(warning, "Warning", any_exception)                                  \
  X(user_warning, "UserWarning", warning)                               \
  X(deprecation_warning, "DeprecationWarning", warning)                 \
  X(runtime_warning, "RuntimeWarning", warning)                         \
  X(python, "", any_exception)

// `python` is an exception that already exists as a Python object (raised by a callback, or by a signal handler): `error::object`.
enum class exception : std::uint8_t {
#define KB_EXCEPTION_MEMBER(name, text, base) name,
  KB_EXCEPTIONS(KB_EXCEPTION_MEMBER)
#undef KB_EXCEPTION_MEMBER
};

// A class of exceptions that Python code defines, by its name in a module; null: in the module that is compiled.
struct python_class {
  const char* module;
  const char* name;
};

// Of an exception that is a Python object: runtime/exceptions.cpp.
bool python_is_a(void* object, exception base) noexcept;
bool python_is_a(void* object, const python_class& base) noexcept;
const char* name_of(exception kind) noexcept;
bool is_a(exception kind, exception base) noexcept;

// One static object a generated function.
struct frame_info {
  const char* file;
  const char* function;
  int first_line;
  bool is_part = false;  // of a function whose frame is left next: both are one Python frame
};

// How the Python exception's `args` are made from the message.
enum class argument : std::uint8_t {
  none,      // args == ()
  text,      // args == (message,)
  key_repr,  // the message is the repr of the key, which the binding evaluates: KeyError('a')
  integer,   // args == (int(message),)
  os_style,  // args == (errno, message): OverflowError(34, 'Numerical result out of range')
};

class error {
 public:
  struct frame_entry {
    const frame_info* where;
    int line;
  };

  error() noexcept : state_(nullptr) {}  // a variable that has none yet
  // `message` is copied; nullptr is no argument at all. Its context is what is being handled.
  error(exception kind, int line, const char* message, size_t bytes, keelback::argument style) noexcept;
  error(const error& other) noexcept;
  error& operator=(error other) noexcept;
  ~error();

  exception kind() const noexcept;
  const char* message() const noexcept;  // UTF-8, "" when there is none
  size_t message_size() const noexcept;
  bool has_message() const noexcept;
  keelback::argument argument() const noexcept;
  bool is_a(exception base) const noexcept;
  bool is_a(const python_class& base) const noexcept { return kind() == exception::python && python_is_a(object(), base); }
  bool is_same(const error& other) const noexcept;
  friend bool operator==(const error& a, const error& b) noexcept { return a.is_same(b); }
  // The line of the innermost frame if it has been left, else the line of the raise.
  int line() const noexcept;
  int frame_count() const noexcept;
  frame_entry frame(int i) const noexcept;

  // Leaves a function: its frame is at the line that was raised from, if the error has left no function yet; else the
  // error came out of a call, at `line`. Out of memory drops the frame.
  void leave(const frame_info& where, int line = 0) noexcept;
  // Stops in that function, which handles it: the frame shows in the traceback, once, also if it goes on from there.
  void stop(const frame_info& where, int line) noexcept;
  // Raised again by name: the frames it has passed stay, that of the statement comes on top.
  void raise_again(int line) noexcept;
  // The function that it leaves next does not show: one whose `raise` raises what a caller handles.
  void pass_by() noexcept;
  void forget_frames() noexcept;  // they are in Python's traceback now

  // It is raised again, by who was called: a frame that it leaves is at the line of that call.
  void enter_call() noexcept;
  void forget_frames(int from) noexcept;

  // Shown in Python's traceback where that one is: it was made of that one's parts, by who handles it.
  void show_as(const error& other) noexcept;

  // A Python object that goes with the error (kind `python`); `release` runs when the last copy goes.
  void attach(void* object, void (*release)(void*)) noexcept;
  void* object() const noexcept;

  // `__context__` and `__cause__`; errors without a state where there is none. A context that Python's object has already is not known here.
  error context() const noexcept;
  error cause() const noexcept;
  bool suppresses_context() const noexcept;
  void set_context(const error& context) noexcept;
  void set_cause(const error& cause) noexcept;  // also the empty one: `from None`
  explicit operator bool() const noexcept { return state_ != nullptr; }

 private:
  struct state;
  static void release(state* dead) noexcept;
  state* state_;
};

// isinstance(e, base)
inline bool is_exception(exception base, const error& e) noexcept { return e.is_a(base); }
inline bool is_exception(const python_class& base, const error& e) noexcept { return e.is_a(base); }

// An exception that is being handled: what is raised meanwhile has it as its context.
class handling {
 public:
  handling(error& caught, const frame_info& where, int line) noexcept;
  handling(const handling&) = delete;
  ~handling();
  static const handling* current() noexcept;
  const error& caught() const { return caught_; }

 private:
  error& caught_;
  const handling* outer_;
};
// `raise e`, `raise e from cause`, `raise e from None`.
[[noreturn]] KB_COLD KB_NOINLINE void raise_error(const error& raised, int line);
// `raise` outside of an `except` clause: what a caller handles, in native code or in Python.
[[noreturn]] KB_COLD KB_NOINLINE void raise_handled(int line);
[[noreturn]] KB_COLD KB_NOINLINE void raise_error_from(const error& raised, const error& cause, int line);

[[noreturn]] KB_COLD KB_NOINLINE KB_PRINTF(3, 4) void raise(exception kind, int line, const char* format, ...);
[[noreturn]] KB_COLD KB_NOINLINE void raise_text(exception kind, int line, const char* text);
[[noreturn]] KB_COLD KB_NOINLINE void raise_text(exception kind, int line, const char* text, size_t bytes, argument style);
[[noreturn]] KB_COLD KB_NOINLINE void raise_bare(exception kind, int line);
[[noreturn]] KB_COLD KB_NOINLINE void raise_unbound(const char* name, int line);
[[noreturn]] KB_COLD KB_NOINLINE void raise_unpack(int64 expected, int64 got, int line);
[[noreturn]] KB_COLD KB_NOINLINE void raise_unpack_star(int64 at_least, int64 got, int line);
[[noreturn]] KB_COLD KB_NOINLINE void assert_failed(int line);
// The Python C stack's answer to a recursion that is too deep.
[[noreturn]] KB_COLD KB_NOINLINE void raise_recursion(int line);

// `raise` statements name the kind only in the binding's tables otherwise; these keep generated code short.
[[noreturn]] KB_COLD KB_NOINLINE void raise_value(int line, const char* text);
[[noreturn]] KB_COLD KB_NOINLINE void raise_zero_division(int line, const char* text);
[[noreturn]] KB_COLD KB_NOINLINE void raise_overflow(int line, const char* text);
// No memory for a container.
[[noreturn]] KB_COLD KB_NOINLINE void raise_memory(int line);

// The one check of an array subscript: wraps a negative index. The usual one costs one unsigned comparison, and no call that comes back: around such a call the
// C++ compiler would keep the variables of the loop on the stack.
[[noreturn]] KB_COLD KB_NOINLINE void raise_index(int64 i, int64 length, int axis, int line);
// With KEELBACK_NO_BOUNDSCHECK, which a module asks for, an index counts from the end where it is negative and is not looked at otherwise.
KB_INLINE int64 index(int64 i, int64 length, int axis, int line) {
#ifdef KEELBACK_NO_BOUNDSCHECK
  return i < 0 ? i + length : i;
#else
  if (KB_LIKELY(static_cast<uint64>(i) < static_cast<uint64>(length))) return i;
  // Beyond `length` it stays beyond.
  const uint64 from_end = static_cast<uint64>(i) + static_cast<uint64>(length);
  if (KB_LIKELY(from_end < static_cast<uint64>(length))) return static_cast<int64>(from_end);
  raise_index(i, length, axis, line);
#endif
}
// Index of a list, tuple, str or range; `message` is CPython's for the type and the use.
KB_INLINE int64 sequence_index(int64 i, int64 length, const char* message, int line) {
#ifdef KEELBACK_NO_BOUNDSCHECK
  return i < 0 ? i + length : i;
#else
  if (KB_LIKELY(static_cast<uint64>(i) < static_cast<uint64>(length))) return i;
  const uint64 from_end = static_cast<uint64>(i) + static_cast<uint64>(length);
  if (KB_LIKELY(from_end < static_cast<uint64>(length))) return static_cast<int64>(from_end);
  raise_text(exception::index_error, line, message);
#endif
}
// An axis argument: wraps a negative one, AxisError.
KB_NOINLINE int axis_fixup(int64 axis, int rank, int line);
KB_INLINE int normalize_axis(int64 axis, int rank, int line) {
  if (KB_LIKELY(static_cast<uint64>(axis) < static_cast<uint64>(rank))) return static_cast<int>(axis);
  return axis_fixup(axis, rank, line);
}

}  // namespace keelback
