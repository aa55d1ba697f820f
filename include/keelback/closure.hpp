// A function value: which function of its type it is, and that function's captures.
#pragma once

#include <keelback/either.hpp>
#include <keelback/tuple.hpp>

namespace keelback {

// As `either` over the captures; two functions may have captures of one type.
template <class... Captures>
class closure : public either<Captures...> {
 public:
  using either<Captures...>::either;
  closure() = default;
  template <size_t I, class C>
  static closure make(C captures) {
    return closure(either<Captures...>::template make<I>(std::move(captures)));
  }
  constexpr bool truth() const { return true; }

 private:
  explicit closure(either<Captures...>&& made) : either<Captures...>(std::move(made)) {}
};

}  // namespace keelback
