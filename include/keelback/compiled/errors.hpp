// errors.hpp, compiled once.
#pragma once

#include <cstdarg>
#include <cstdio>
#include <cstdlib>

#include <keelback/errors.hpp>

namespace keelback {

namespace detail {
struct exception_entry {
  const char* name;
  exception base;
};
inline constexpr exception_entry exception_table[] = {
#define KB_EXCEPTION_ENTRY(name, text, base) {text, exception::base},
    KB_EXCEPTIONS(KB_EXCEPTION_ENTRY)
#undef KB_EXCEPTION_ENTRY
};
}  // namespace detail

const char* name_of(exception kind) noexcept { return detail::exception_table[static_cast<int>(kind)].name; }

bool is_a(exception kind, exception base) noexcept {
  if (kind == exception::axis_error && (base == exception::index_error || base == exception::lookup_error)) return true;
  while (kind != base) {
    if (kind == exception::base_exception) return false;
    kind = detail::exception_table[static_cast<int>(kind)].base;
  }
  return true;
}

struct error::state {
  int64 references;
  exception kind;
  enum argument style;
  bool in_call;  // has left a function
  bool suppresses_context;
  bool stopped;  // the last frame is of a function that handles it, and has not left it
  int line;
  int frame_count, frame_capacity;
  frame_entry* frames;
  void* object;
  void (*release_object)(void*);
  state *context, *cause;
  const frame_info* shown_in;  // the function that handles it, where its frames are in Python's traceback
  size_t size;
  char text[1];  // `size` bytes and a NUL
};

error::error(exception kind, int line, const char* message, size_t bytes, enum argument style) noexcept {
  state_ = static_cast<state*>(std::malloc(sizeof(state) + bytes));
  if (state_ == nullptr) return;  // reads as a MemoryError without a message
  *state_ = {1, kind, style, false, false, false, line, 0, 0, nullptr, nullptr, nullptr, nullptr, nullptr, nullptr, bytes, {0}};
  if (handling::current() != nullptr) set_context(handling::current()->caught());
  if (bytes != 0) std::memcpy(state_->text, message, bytes);
  state_->text[bytes] = 0;
}
error::error(const error& other) noexcept : state_(other.state_) {
  if (state_ != nullptr) atomic_increment(&state_->references);
}
error& error::operator=(error other) noexcept {
  state* const old = state_;
  state_ = other.state_;
  other.state_ = old;
  return *this;
}
error::~error() { release(state_); }
void error::release(state* dead) noexcept {
  while (dead != nullptr && atomic_decrement(&dead->references)) {
    if (dead->object != nullptr) dead->release_object(dead->object);
    release(dead->cause);
    state* const context = dead->context;
    std::free(dead->frames);
    std::free(dead);
    dead = context;
  }
}
bool error::is_same(const error& other) const noexcept { return state_ == other.state_ || (object() != nullptr && object() == other.object()); }

namespace detail {
inline thread_local const handling* handled = nullptr;
}
handling::handling(error& caught, const frame_info& where, int line) noexcept : caught_(caught), outer_(detail::handled) {
  caught.stop(where, line);
  detail::handled = this;
}
handling::~handling() { detail::handled = outer_; }
const handling* handling::current() noexcept { return detail::handled; }

error error::context() const noexcept {
  error made;
  made.state_ = state_ != nullptr ? state_->context : nullptr;
  if (made.state_ != nullptr) atomic_increment(&made.state_->references);
  return made;
}
error error::cause() const noexcept {
  error made;
  made.state_ = state_ != nullptr ? state_->cause : nullptr;
  if (made.state_ != nullptr) atomic_increment(&made.state_->references);
  return made;
}
bool error::suppresses_context() const noexcept { return state_ != nullptr && state_->suppresses_context; }
void error::set_context(const error& context) noexcept {
  // An exception of Python's may have come in more than once.
  const auto is_this = [this](const state* s) { return s == state_ || (s->object != nullptr && s->object == state_->object); };
  if (state_ == nullptr || (context.state_ != nullptr && is_this(context.state_))) return;
  // As CPython: what would close a circle is cut off.
  for (state* s = context.state_; s != nullptr && s->context != nullptr; s = s->context) {
    if (!is_this(s->context)) continue;
    release(s->context);
    s->context = nullptr;
    break;
  }
  if (context.state_ != nullptr) atomic_increment(&context.state_->references);
  release(state_->context);
  state_->context = context.state_;
}
void error::set_cause(const error& cause) noexcept {
  if (state_ == nullptr || cause.state_ == state_) return;
  if (cause.state_ != nullptr) atomic_increment(&cause.state_->references);
  release(state_->cause);
  state_->cause = cause.state_;
  state_->suppresses_context = true;
}

exception error::kind() const noexcept { return state_ != nullptr ? state_->kind : exception::memory_error; }
const char* error::message() const noexcept { return state_ != nullptr ? state_->text : ""; }
size_t error::message_size() const noexcept { return state_ != nullptr ? state_->size : 0; }
bool error::has_message() const noexcept { return argument() != argument::none; }
enum argument error::argument() const noexcept { return state_ != nullptr ? state_->style : argument::none; }
int error::line() const noexcept {
  if (state_ == nullptr) return 0;
  return state_->frame_count > 0 ? state_->frames[0].line : state_->line;
}
int error::frame_count() const noexcept { return state_ != nullptr ? state_->frame_count : 0; }
error::frame_entry error::frame(int i) const noexcept { return state_->frames[i]; }

static constexpr frame_info passed_by{nullptr, nullptr, 0};
void error::pass_by() noexcept {
  if (state_ != nullptr) state_->shown_in = &passed_by;
}

void error::leave(const frame_info& where, int line) noexcept {
  if (state_ == nullptr) return;
  if (state_->frame_count > 0 && state_->frames[state_->frame_count - 1].where->is_part) {
    state_->frames[state_->frame_count - 1].where = &where;
    return;
  }
  // The frame in which it was shown to Python, from where it goes on.
  const frame_info* const shown = state_->shown_in;
  state_->shown_in = nullptr;
  if (shown == &where || shown == &passed_by) return;
  if (state_->stopped) {
    state_->stopped = false;
    if (state_->frames[state_->frame_count - 1].where == &where) return;
  }
  // An endless recursion's: of what is left out, the outer frames look the same.
  constexpr int most = 2000, left_out = 500;
  if (state_->frame_count == most) {
    state_->frame_count -= left_out;
    std::memmove(state_->frames + most / 2, state_->frames + most / 2 + left_out, sizeof(frame_entry) * (most / 2 - left_out));
  }
  if (state_->frame_count == state_->frame_capacity) {
    const int capacity = state_->frame_capacity == 0 ? 4 : 2 * state_->frame_capacity;
    void* grown = std::realloc(state_->frames, sizeof(frame_entry) * static_cast<size_t>(capacity));
    if (grown == nullptr) return;
    state_->frames = static_cast<frame_entry*>(grown);
    state_->frame_capacity = capacity;
  }
  state_->frames[state_->frame_count++] = {&where, state_->in_call || state_->line == 0 ? line : state_->line};
  state_->in_call = true;
}

void error::enter_call() noexcept {
  if (state_ != nullptr) state_->in_call = true;
}

void error::forget_frames(int from) noexcept {
  if (state_ == nullptr || from >= state_->frame_count) return;
  state_->frame_count = from;
  state_->in_call = from > 0;
}

void error::stop(const frame_info& where, int line) noexcept {
  const bool is_shown = state_ != nullptr && state_->shown_in == &where;
  leave(where, line);
  if (is_shown) state_->shown_in = &where;
  if (state_ != nullptr && state_->frame_count > 0) state_->stopped = true;
}
void error::show_as(const error& other) noexcept {
  if (state_ != nullptr && other.state_ != nullptr) state_->shown_in = other.state_->shown_in;
}
void error::raise_again(int line) noexcept {
  if (state_ == nullptr) return;
  state_->line = line;
  state_->in_call = state_->stopped = false;
  state_->shown_in = nullptr;
}
void error::forget_frames() noexcept {
  if (state_ == nullptr) return;
  if (state_->stopped && state_->frame_count > 0) state_->shown_in = state_->frames[state_->frame_count - 1].where;
  state_->frame_count = 0;
  state_->stopped = false;
}
void raise_error(const error& raised, int line) {
  error again(raised);
  again.raise_again(line);
  if (handling::current() != nullptr) again.set_context(handling::current()->caught());
  throw again;
}
void raise_error_from(const error& raised, const error& cause, int line) {
  error(raised).set_cause(cause);
  raise_error(raised, line);
}

void error::attach(void* object, void (*release)(void*)) noexcept {
  if (state_ == nullptr) return;
  state_->object = object;
  state_->release_object = release;
}
bool error::is_a(exception base) const noexcept { return kind() == exception::python ? python_is_a(object(), base) : keelback::is_a(kind(), base); }
void* error::object() const noexcept { return state_ != nullptr ? state_->object : nullptr; }

void raise_text(exception kind, int line, const char* text, size_t bytes, argument style) {
  throw error(kind, line, text, bytes, style);
}
void raise_text(exception kind, int line, const char* text) { raise_text(kind, line, text, std::strlen(text), argument::text); }
void raise_bare(exception kind, int line) { throw error(kind, line, nullptr, 0, argument::none); }

void raise(exception kind, int line, const char* format, ...) {
  char text[1024];  // longer messages are cut: those with user text go through raise_text
  va_list arguments;
  va_start(arguments, format);
  const int written = std::vsnprintf(text, sizeof text, format, arguments);
  va_end(arguments);
  const size_t size = written < 0 ? 0 : static_cast<size_t>(written);
  raise_text(kind, line, text, size < sizeof text ? size : sizeof text - 1, argument::text);
}

void raise_value(int line, const char* text) { raise_text(exception::value_error, line, text); }
void raise_zero_division(int line, const char* text) { raise_text(exception::zero_division_error, line, text); }
void raise_overflow(int line, const char* text) { raise_text(exception::overflow_error, line, text); }
void raise_memory(int line) { raise_bare(exception::memory_error, line); }
void assert_failed(int line) { raise_bare(exception::assertion_error, line); }
void raise_recursion(int line) { raise_text(exception::recursion_error, line, "maximum recursion depth exceeded"); }
void raise_unbound(const char* name, int line) {
  raise(exception::unbound_local_error, line, "cannot access local variable '%s' where it is not associated with a value", name);
}
void raise_unpack(int64 expected, int64 got, int line) {
  if (got > expected) raise(exception::value_error, line, "too many values to unpack (expected %lld)", static_cast<long long>(expected));
  raise(exception::value_error, line, "not enough values to unpack (expected %lld, got %lld)", static_cast<long long>(expected),
        static_cast<long long>(got));
}
void raise_unpack_star(int64 at_least, int64 got, int line) {
  raise(exception::value_error, line, "not enough values to unpack (expected at least %lld, got %lld)",
        static_cast<long long>(at_least), static_cast<long long>(got));
}

void raise_index(int64 i, int64 length, int axis, int line) {
  raise(exception::index_error, line, "index %lld is out of bounds for axis %d with size %lld", static_cast<long long>(i), axis,
        static_cast<long long>(length));
}
int axis_fixup(int64 axis, int rank, int line) {
  if (axis < 0 && axis + rank >= 0) return static_cast<int>(axis + rank);
  raise(exception::axis_error, line, "axis %lld is out of bounds for array of dimension %d", static_cast<long long>(axis), rank);
}

}  // namespace keelback
