// Native functions of the inside of others - lambdas, nested functions with what they have captured - as Python objects: to be called, and kept, by Python code.
// The functions without a body here are in runtime/closures.cpp and runtime/unpacked_calls.cpp.
#pragma once

#include <memory>
#include <tuple>
#include <utility>

#include <keelback/dynamic.hpp>

namespace keelback::python {

// How Python code sees it.
struct function_signature {
  const char* name;
  const char* qualified;
  const char* parameters;  // "a,b": those that are named, then what collects
  int positional_only;
  int keyword_only;        // the last named ones
  const char* collects;    // "*", "**", "***": both
};

struct native_closure {
  virtual any_object call(const any_object* args) = 0;
  virtual ~native_closure() = default;
};

template <int N, class F>
struct closure_of final : native_closure {
  F function;
  explicit closure_of(F f) : function(std::move(f)) {}
  any_object call(const any_object* args) override {
    return [&]<size_t... I>(std::index_sequence<I...>) { return function(args[I]...); }(std::make_index_sequence<static_cast<size_t>(N)>{});
  }
};

any_object new_function(std::unique_ptr<native_closure> made, const function_signature& as, const any_object* defaults, int default_count);

// `defaults`: of the last named parameters that have one, keyword-only ones among them.
template <int N, class F, class... D>
any_object function_of(const function_signature& as, F f, const D&... defaults) {
  const any_object given[] = {defaults..., any_object()};
  return new_function(std::make_unique<closure_of<N, F>>(std::move(f)), as, given, static_cast<int>(sizeof...(D)));
}

// A function of Python's own type around a callable: for what asks for no less.
any_object plain_function(const any_object& callee, int line);

// A call whose arguments are known, still to be made: `shape` says of each what it is - p: positional, *: several, n: the next of `names` ("a,b"), m: a mapping.
any_object bind_call(const char* shape, const char* names, const any_object* parts, int line);
template <class... P>
any_object bound_call(const char* shape, const char* names, const any_object& callee, const P&... rest) {
  // The line is the last.
  return [&]<size_t... I>(std::index_sequence<I...>) {
    const auto all = std::forward_as_tuple(rest...);
    const any_object parts[] = {callee, std::get<I>(all)...};
    return bind_call(shape, names, parts, std::get<sizeof...(P) - 1>(all));
  }(std::make_index_sequence<sizeof...(P) - 1>{});
}

}  // namespace keelback::python
