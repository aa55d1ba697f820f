// Generators: a frame is a struct that is resumed (docs/design/generators.md); `kb::generator` is the shared handle of one on the heap, `kb::iterable` what
// can be iterated over again and again.
#pragma once

#include <keelback/errors.hpp>
#include <keelback/iterator.hpp>
#include <keelback/list.hpp>
#include <keelback/none.hpp>
#include <keelback/str.hpp>

namespace keelback {

// Where a frame is; positive: suspended at that yield.
inline constexpr int at_start = 0, at_end = -1, running = -2;

// What a yield gives where nothing was sent.
template <class S>
KB_INLINE S nothing_sent() {
  return S(none{});
}

[[noreturn]] KB_COLD KB_NOINLINE void raise_already_executing(int line);
[[noreturn]] KB_COLD KB_NOINLINE void raise_ignored_exit(int line);
[[noreturn]] KB_COLD KB_NOINLINE void raise_sent_too_early(int line);
[[noreturn]] KB_COLD KB_NOINLINE void raise_copy(const error& thrown);
// At a yield: what was thrown in. `thrown` becomes null. No function that is called gets the address of a frame's member: then a frame in place is variables in registers.
[[noreturn]] KB_INLINE void raise_thrown(const error*& thrown) {
  const error& raised = *thrown;
  thrown = nullptr;
  raise_copy(raised);
}
// A StopIteration that leaves a generator's frame would end the loops around it: it becomes a RuntimeError.
KB_COLD KB_NOINLINE void refuse_stop(const error& raised);
// "Exception ignored in": runtime/generators.cpp.
KB_COLD KB_NOINLINE void ignore_error(const error& raised, const char* where) noexcept;

// An error that outlives its catch block: a handler or `finally` that yields.
class kept_error {
 public:
  kept_error() noexcept {}
  kept_error(const kept_error&) = delete;
  ~kept_error() { drop(); }
  // `line`: where this frame was.
  void keep(const error& raised, int line) noexcept {
    drop();
    new (storage_) error(raised);
    held_ = true;
    line_ = line;
  }
  int line() const noexcept { return line_; }
  bool is_held() const noexcept { return held_; }
  void drop() noexcept {
    if (held_) get().~error();
    held_ = false;
  }
  error& get() noexcept { return *reinterpret_cast<error*>(storage_); }
  [[noreturn]] void raise() {
    const error raised(get());
    drop();
    throw error(raised);
  }

 private:
  alignas(error) char storage_[sizeof(error)];
  int line_ = 0;
  bool held_ = false;
};

// For as long as it lives, such an error is handled, if there is one: `finally`.
class handling_kept {
 public:
  handling_kept(bool is_one, kept_error& kept, const frame_info& where) noexcept : is_one_(is_one) {
    if (is_one_) new (storage_) handling(kept.get(), where, kept.line());
  }
  handling_kept(const handling_kept&) = delete;
  ~handling_kept() {
    if (is_one_) reinterpret_cast<handling*>(storage_)->~handling();
  }

 private:
  bool is_one_;
  alignas(handling) unsigned char storage_[sizeof(handling)];
};

// What a loop that yields takes its items from, from its beginning to its end: a generator's frame, or a source.
template <class Items>
class held_frame {
 public:
  held_frame() noexcept {}
  held_frame(const held_frame&) = delete;
  ~held_frame() { end(); }
  template <class... A>
  void begin(A&&... arguments) {
    end();
    new (storage_) Items(std::forward<A>(arguments)...);
    held_ = true;
  }
  template <class T>
  KB_INLINE bool next(T& item, int line) {
    return get().next(item, line);
  }
  void end() noexcept {
    if (held_) get().~Items();
    held_ = false;
  }

 private:
  Items& get() noexcept { return *reinterpret_cast<Items*>(storage_); }
  alignas(Items) char storage_[sizeof(Items)];
  bool held_ = false;
};
// What is iterated over lives as long as the loop.
template <class X>
class held_source : public held_frame<source_type<X>> {
 public:
  void begin(const X& x) { held_frame<source_type<X>>::begin(source_of(x)); }
};

// A generator's frame: Frame has `bool run(Y& item, int at)`, which goes on at that yield, and gives false at the end; it leaves `state` where it is then.
// `cleans_up`: code of its own runs when it is left early.
template <class Frame, class Y, class S, class R, bool CleansUp>
struct generator_frame {
  using value_type = Y;
  using sent_type = S;
  using returned_type = R;
  static constexpr bool next_item = true;

  int state = at_start;
  bool has_returned = false;  // just now
  const error* thrown = nullptr;
  [[no_unique_address]] S sent = nothing_sent<S>();
  [[no_unique_address]] R returned{};

  generator_frame() = default;
  generator_frame(const generator_frame&) = delete;
  ~generator_frame() = default;

  KB_INLINE bool next(Y& item, int line) {
    const int at = state;
    if (KB_UNLIKELY(at < 0)) return ended(line);
    if constexpr (!std::is_same_v<S, none>) sent = nothing_sent<S>();
    state = running;
    return self().run(item, at);
  }
  bool send(const S& value, Y& item, int line) {
    const int at = state;
    if (at < 0) return ended(line);
    if constexpr (!std::is_same_v<S, none>) {
      if (at == at_start && !(value == S(none{}))) raise_sent_too_early(line);
      sent = value;
    }
    state = running;
    return self().run(item, at);
  }
  bool throw_into(const error& raised, Y& item, int line) {
    const int at = state;
    if (at == running) raise_already_executing(line);
    has_returned = false;
    if (at == at_end) throw error(raised);
    thrown = &raised;
    state = running;
    return self().run(item, at);
  }
  void close(int line) {
    const int at = state;
    if (at == running) raise_already_executing(line);
    if (at <= at_start || !CleansUp) {
      state = at_end;
      return;
    }
    Y item{};
    const error exit(exception::generator_exit, line, nullptr, 0, argument::none);
    try {
      if (!throw_into(exit, item, line)) return;
    } catch (const error& raised) {
      if (raised.is_a(exception::generator_exit)) return;
      throw;
    }
    raise_ignored_exit(line);
  }
  // Of a frame that goes while it is suspended.
  void leave_early(const char* name) noexcept {
    if (state <= at_start) return;
    try {
      close(0);
    } catch (const error& raised) {
      ignore_error(raised, name);
    }
  }

 private:
  Frame& self() { return static_cast<Frame&>(*this); }
  KB_INLINE bool ended(int line) {
    if (state == running) raise_already_executing(line);
    has_returned = false;
    return false;
  }
};

template <class Y, class S, class R>
struct generator_body : iterator_body<Y> {
  // Advances by `value`, or by what is thrown where there is something; `close` where there is neither.
  bool (*resume)(generator_body*, const S* value, const error* thrown, Y* item, int line);
  R* (*returned)(generator_body*);      // null but directly after it has ended
  int (*state)(const generator_body*);
  const char* name;
  void* wrapper = nullptr;              // Python's object of this generator, while there is one
  using iterator_body<Y>::iterator_body;
};

template <class Y, class S, class R>
class generator {
 public:
  static constexpr const char* class_name = "generator";
  using value_type = Y;
  using body = generator_body<Y, S, R>;
  static constexpr bool next_item = true;

  generator() noexcept = default;
  explicit generator(handle<body> shared) noexcept : body_(std::move(shared)) {}
  // A new frame, made from these.
  template <class Frame, class... A>
  static generator make(const char* name, A&&... arguments) {
    auto* made = new (container_allocate(1, sizeof(node<Frame>))) node<Frame>(std::forward<A>(arguments)...);
    made->name = name;
    return generator(handle<body>(made));
  }
  KB_INLINE bool next(Y& item, int line) const {
    const handle<body> held = body_;  // what runs may drop the last other reference
    return held->step(held.get(), item, line);
  }
  bool send(const S& value, Y& item, int line) const {
    const handle<body> held = body_;
    return held->resume(held.get(), &value, nullptr, &item, line);
  }
  bool throw_into(const error& raised, Y& item, int line) const {
    const handle<body> held = body_;
    return held->resume(held.get(), nullptr, &raised, &item, line);
  }
  void close(int line) const {
    const handle<body> held = body_;
    held->resume(held.get(), nullptr, nullptr, nullptr, line);
  }
  R* returned() const { return body_->returned(body_.get()); }
  bool truth() const { return true; }
  bool is_same(const generator& other) const { return body_.get() == other.body_.get(); }
  body* shared() const { return body_.get(); }
  operator iterator<Y>() const {
    ++body_->references;
    return iterator<Y>(handle<iterator_body<Y>>(body_.get()));
  }

 private:
  template <class Frame>
  struct node : body {
    Frame frame;
    template <class... A>
    explicit node(A&&... arguments)
        : body([](iterator_body<Y>* self, Y& item, int line) -> bool { return static_cast<node*>(self)->frame.next(item, line); },
               [](iterator_body<Y>* self) noexcept { static_cast<node*>(self)->frame.~Frame(); }),
          frame(std::forward<A>(arguments)...) {
      this->resume = [](body* self, const S* value, const error* thrown, Y* item, int line) -> bool {
        Frame& frame = static_cast<node*>(self)->frame;
        if (value != nullptr) return frame.send(*value, *item, line);
        if (thrown != nullptr) return frame.throw_into(*thrown, *item, line);
        frame.close(line);
        return false;
      };
      this->returned = [](body* self) -> R* {
        Frame& frame = static_cast<node*>(self)->frame;
        return frame.has_returned ? &frame.returned : nullptr;
      };
      this->state = [](const body* self) { return static_cast<const node*>(self)->frame.state; };
    }
    ~node() = delete;
  };
  handle<body> body_;
};

template <class Y, class S, class R>
[[noreturn]] KB_COLD KB_NOINLINE void raise_stop(const generator<Y, S, R>& ended, int line) {
  if constexpr (!std::is_same_v<R, none>) {
    if constexpr (requires(R r) { repr(r); }) {
      if (const R* value = ended.returned(); value != nullptr) raise_with(exception::stop_iteration, line, *value);
    }
  }
  raise_bare(exception::stop_iteration, line);
}
template <class Y, class S, class R>
Y next(const generator<Y, S, R>& g, int line) {
  Y item{};
  if (!g.next(item, line)) raise_stop(g, line);
  return item;
}
template <class E, class Y, class S, class R>
E next_or(const generator<Y, S, R>& g, const E& otherwise, int line) {
  Y item{};
  if (!g.next(item, line)) return otherwise;
  return convert_item<E>(item);
}
template <class Y, class S, class R>
Y send(const generator<Y, S, R>& g, const S& value, int line) {
  Y item{};
  if (!g.send(value, item, line)) raise_stop(g, line);
  return item;
}
template <class Y, class S, class R>
Y throw_into(const generator<Y, S, R>& g, const error& raised, int line) {
  Y item{};
  if (!g.throw_into(raised, item, line)) raise_stop(g, line);
  return item;
}
template <class Y, class S, class R>
none close_generator(const generator<Y, S, R>& g, int line) {
  g.close(line);
  return {};
}

// One step of `yield from`: false where the inner generator has returned.
template <class Frame, class Y, class S, class R>
bool delegate(Frame& frame, const generator<Y, S, R>& inner, Y& item, int line) {
  if (KB_UNLIKELY(frame.thrown != nullptr)) {
    const error raised(*frame.thrown);
    if (raised.is_a(exception::generator_exit)) {
      inner.close(line);
      raise_thrown(frame.thrown);
    }
    frame.thrown = nullptr;
    return inner.throw_into(raised, item, line);
  }
  if constexpr (std::is_same_v<S, typename Frame::sent_type> && !std::is_same_v<S, none>) return inner.send(frame.sent, item, line);
  else return inner.next(item, line);
}

// Iterable[T]: a container, or what Python can iterate over.
template <class T>
struct iterable_body {
  int64 references = 1;
  iterator<T> (*iterate)(const iterable_body*, int line);
  void (*destroy)(iterable_body*) noexcept;
  ~iterable_body() { destroy(this); }
};
template <class T>
class iterable {
 public:
  static constexpr const char* class_name = "iterable";
  using value_type = T;
  iterable() noexcept = default;
  template <class X>
  static iterable over(const X& x) {
    struct node : iterable_body<T> {
      X items;
      explicit node(const X& x) : items(x) {
        this->iterate = [](const iterable_body<T>* self, int) { return iterator<T>(source_of(static_cast<const node*>(self)->items)); };
        this->destroy = [](iterable_body<T>* self) noexcept { static_cast<node*>(self)->items.~X(); };
      }
      ~node() = delete;
    };
    return iterable(handle<iterable_body<T>>(new (container_allocate(1, sizeof(node))) node(x)));
  }
  iterator<T> cursor() const { return body_->iterate(body_.get(), 0); }
  bool truth() const { return true; }
  bool is_same(const iterable& other) const { return body_.get() == other.body_.get(); }

 private:
  explicit iterable(handle<iterable_body<T>> body) : body_(std::move(body)) {}
  handle<iterable_body<T>> body_;
};

// An object's `__next__`: it ends with StopIteration.
template <class T, class F>
struct call_source : source<call_source<T, F>, T> {
  F advance;
  explicit call_source(F advance) : advance(std::move(advance)) {}
  bool next(T& item, int) {
    try {
      item = advance();
    } catch (const error& raised) {
      if (!raised.is_a(exception::stop_iteration)) throw;
      return false;
    }
    return true;
  }
};
template <class F>
auto over_calls(F advance) {
  return call_source<std::remove_cvref_t<decltype(advance())>, F>(std::move(advance));
}

// An object's `__getitem__`: it ends with IndexError.
template <class T, class F>
struct index_source : source<index_source<T, F>, T> {
  F at_index;
  int64 at = 0;
  explicit index_source(F at_index) : at_index(std::move(at_index)) {}
  bool next(T& item, int) {
    if (at < 0) return false;
    try {
      item = at_index(at);
    } catch (const error& raised) {
      at = -1;
      if (!raised.is_a(exception::index_error) && !raised.is_a(exception::stop_iteration)) throw;
      return false;
    }
    ++at;
    return true;
  }
};
template <class F>
auto over_indices(F at_index) {
  return index_source<std::remove_cvref_t<decltype(at_index(int64{}))>, F>(std::move(at_index));
}

// `x in items` of an iterator.
template <class X, class T>
bool has_item(const X& items, const T& wanted, int line) {
  auto from = source_of(items);
  typename decltype(from)::value_type item{};
  while (from.next(item, line)) {
    if (same_item(item, wanted)) return true;
  }
  return false;
}

// a, b = items
template <class X>
auto take_unpack(const X& items, int64 count, int line) {
  auto from = source_of(items);
  using T = typename decltype(from)::value_type;
  auto taken = list<T>::make();
  T item{};
  while (taken.size() < count) {
    if (!from.next(item, line)) return taken;
    taken.append(item);
  }
  if (from.next(item, line)) taken.append(item);
  return taken;
}

// contextlib.contextmanager
template <class Y, class S, class R>
Y enter_context(const generator<Y, S, R>& g, int line) {
  Y item{};
  if (!g.next(item, line)) raise_text(exception::runtime_error, line, "generator didn't yield");
  return item;
}
template <class Y, class S, class R>
none leave_context(const generator<Y, S, R>& g, int line) {
  Y item{};
  if (g.next(item, line)) raise_text(exception::runtime_error, line, "generator didn't stop");
  return {};
}
// Whether the error ends here.
template <class Y, class S, class R>
bool throw_into_context(const generator<Y, S, R>& g, const error& raised, int line) {
  Y item{};
  const int frames = raised.frame_count();
  try {
    if (!g.throw_into(raised, item, line)) return true;
  } catch (error& other) {
    if (!other.is_same(raised)) throw;
    other.forget_frames(frames);
    return false;
  }
  raise_text(exception::runtime_error, line, "generator didn't stop after throw()");
}

}  // namespace keelback
