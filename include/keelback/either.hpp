// A value of one of several types: `A | B` in Python.
#pragma once

#include <keelback/items.hpp>

namespace keelback {

// Members that are all one double in C++ (float, np.float64, bools and ints that a double holds exactly): `tag` is the member.
template <class T>
struct tagged;
template <>
struct tagged<double> {
  double value = 0;
  std::uint8_t tag = 0;

  constexpr bool truth() const { return value != 0; }
  template <class Out>
  void repr_to(Out& out) const {
    out.show(value);
  }
  // Python's == of numbers
  friend constexpr bool operator==(tagged a, tagged b) { return a.value == b.value; }
  friend constexpr bool operator<(tagged a, tagged b) { return a.value < b.value; }
  friend constexpr bool operator<=(tagged a, tagged b) { return a.value <= b.value; }
  friend constexpr bool operator>(tagged a, tagged b) { return a.value > b.value; }
  friend constexpr bool operator>=(tagged a, tagged b) { return a.value >= b.value; }
};
KB_INLINE int64 hash_of(tagged<double> x) { return hash_of(x.value); }

namespace detail {
template <size_t I, class... T>
struct nth_type;
template <class First, class... Rest>
struct nth_type<0, First, Rest...> {
  using type = First;
};
template <size_t I, class First, class... Rest>
struct nth_type<I, First, Rest...> : nth_type<I - 1, Rest...> {};

template <class A, class... T>
constexpr int member_number() {
  constexpr bool same[] = {std::is_same_v<A, T>...};
  for (int i = 0; i < static_cast<int>(sizeof...(T)); ++i)
    if (same[i]) return i;
  return -1;
}
}  // namespace detail

// What an `either` does with whichever member it holds, in terms of its `visit`.
template <class Either>
struct either_operations {
  bool truth(int line = 0) const {
    return self().visit([line](const auto& value) -> bool {
      if constexpr (requires { keelback::truth(value, line); }) return keelback::truth(value, line);
      else return keelback::truth(value);
    });
  }
  template <class Out>
  void repr_to(Out& out) const {
    self().visit([&out](const auto& value) { out.show(value); });
  }
  template <class Other>
  friend bool operator==(const Either& a, const either_operations<Other>& b) {
    return a.visit([&b](const auto& x) { return b.self().visit([&x](const auto& y) { return same_item(x, y); }); });
  }
  friend bool operator<(const Either& a, const Either& b) {
    return a.visit([&b](const auto& x) {
      return b.visit([&x](const auto& y) -> bool {
        if constexpr (requires { x < y; }) return less_item(x, y);
        else raise_no_order("<", class_name_of<std::remove_cvref_t<decltype(x)>>(), class_name_of<std::remove_cvref_t<decltype(y)>>());
      });
    });
  }
  friend bool operator>(const Either& a, const Either& b) { return b < a; }
  friend bool operator<=(const Either& a, const Either& b) { return a < b || a == b; }
  friend bool operator>=(const Either& a, const Either& b) { return b < a || a == b; }

  const Either& self() const { return static_cast<const Either&>(*this); }
};

template <class... T>
class either : public either_operations<either<T...>> {
  template <size_t I>
  using member = typename detail::nth_type<I, T...>::type;
  static constexpr bool trivial = (std::is_trivially_copyable_v<T> && ...);
  static constexpr size_t largest() {
    size_t most = 1;
    ((most = sizeof(T) > most ? sizeof(T) : most), ...);
    return most;
  }

 public:
  static constexpr int count = sizeof...(T);

  either() : tag_(0) { new (storage_) member<0>{}; }
  // The first member of the value's type.
  template <class A>
    requires(detail::member_number<A, T...>() >= 0)
  either(A value) : tag_(static_cast<std::uint8_t>(detail::member_number<A, T...>())) {
    new (storage_) A(std::move(value));
  }
  template <size_t I>
  static either make(member<I> value) {
    return either(std::integral_constant<size_t, I>{}, std::move(value));
  }
  either(const either& other) : tag_(other.tag_) {
    other.visit([this](const auto& value) { new (storage_) std::remove_cvref_t<decltype(value)>(value); });
  }
  either(either&& other) noexcept : tag_(other.tag_) {
    other.visit([this](auto& value) { new (storage_) std::remove_cvref_t<decltype(value)>(std::move(value)); });
  }
  either& operator=(const either& other) {
    if (this != &other) {
      either copy(other);
      *this = std::move(copy);
    }
    return *this;
  }
  either& operator=(either&& other) noexcept {
    if (this != &other) {
      destroy();
      new (this) either(std::move(other));
    }
    return *this;
  }
  ~either() { destroy(); }

  KB_INLINE int tag() const { return tag_; }
  template <int I>
  KB_INLINE bool is() const {
    return tag_ == I;
  }
  template <size_t I>
  KB_INLINE const member<I>& get() const {
    return *std::launder(reinterpret_cast<const member<I>*>(storage_));
  }
  template <size_t I>
  KB_INLINE member<I>& get() {
    return *std::launder(reinterpret_cast<member<I>*>(storage_));
  }

  // f(member): f's results have one type.
  template <class F>
  KB_INLINE decltype(auto) visit(F&& f) const {
    return visit_from<0>(*this, f);
  }
  template <class F>
  KB_INLINE decltype(auto) visit(F&& f) {
    return visit_from<0>(*this, f);
  }

 private:
  template <size_t I>
  either(std::integral_constant<size_t, I>, member<I> value) : tag_(I) {
    new (storage_) member<I>(std::move(value));
  }
  template <size_t I, class Self, class F>
  KB_INLINE static decltype(auto) visit_from(Self& self, F& f) {
    if constexpr (I + 1 == sizeof...(T)) {
      return f(self.template get<I>());
    } else {
      if (self.tag_ == I) return f(self.template get<I>());
      return visit_from<I + 1>(self, f);
    }
  }
  KB_INLINE void destroy() noexcept {
    if constexpr (!trivial)
      visit([](auto& value) {
        using member_type = std::remove_cvref_t<decltype(value)>;
        value.~member_type();
      });
  }

  alignas(T...) unsigned char storage_[largest()];
  std::uint8_t tag_;
};

// Two plain values side by side, not in one place: the C++ compiler then keeps each of them, and the tag, in a register.
template <class A, class B>
  requires(std::is_trivially_copyable_v<A> && std::is_trivially_copyable_v<B> && std::is_default_constructible_v<A> && std::is_default_constructible_v<B> && sizeof(A) + sizeof(B) <= 64)
class either<A, B> : public either_operations<either<A, B>> {
  template <size_t I>
  using member = std::conditional_t<I == 0, A, B>;

 public:
  static constexpr int count = 2;

  constexpr either() = default;
  constexpr either(A value) : first_(value) {}
  constexpr either(B value)
    requires(!std::is_same_v<A, B>)
      : second_(value), tag_(1) {}
  template <size_t I>
  static constexpr either make(member<I> value) {
    either out;
    out.template get<I>() = value;
    out.tag_ = I;
    return out;
  }

  KB_INLINE constexpr int tag() const { return tag_; }
  template <int I>
  KB_INLINE constexpr bool is() const {
    return tag_ == I;
  }
  template <size_t I>
  KB_INLINE constexpr const member<I>& get() const {
    if constexpr (I == 0) return first_;
    else return second_;
  }
  template <size_t I>
  KB_INLINE constexpr member<I>& get() {
    if constexpr (I == 0) return first_;
    else return second_;
  }
  template <class F>
  KB_INLINE decltype(auto) visit(F&& f) const {
    if (tag_ == 0) return f(first_);
    return f(second_);
  }
  template <class F>
  KB_INLINE decltype(auto) visit(F&& f) {
    if (tag_ == 0) return f(first_);
    return f(second_);
  }

 private:
  A first_{};
  B second_{};
  std::uint8_t tag_ = 0;
};

template <class... T>
int64 hash_of(const either<T...>& x) {
  return x.visit([](const auto& value) { return hash_of(value); });
}

// An expression that raises, of type T.
template <class T>
[[noreturn]] KB_COLD KB_NOINLINE T raise_as(exception kind, int line, const char* message) {
  raise_text(kind, line, message);
}

}  // namespace keelback
