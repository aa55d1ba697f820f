// Native functions for C code, which knows numbers and pointers: those of capsules, and the loops of NumPy's ufuncs (`# pythran export capsule f(float64*)`,
// `# pythran export ufunc f(float64)`). What touches Python is in runtime/c_functions.cpp.
#pragma once

#include <keelback/binding.hpp>

#include <limits>

namespace keelback::binding {

// What Python gets in place of a function: a capsule where there is an address, else a ufunc.
using ufunc_loop = void (*)(char** args, const std::intptr_t* counts, const std::intptr_t* steps, void* data);
struct c_function {
  void (*address)() = nullptr;
  const char* name = nullptr;        // the capsule's, as Pythran has it: "f(float64)"
  const char* signature = nullptr;   // its type in C, as Cython has it: "double (double)"
  const ufunc_loop* loops = nullptr;
  const char* types = nullptr;       // NumPy's numbers of the parameters' and the result's types, loop by loop
  int loop_count = 0;
  int inputs = 0;
};

// While C calls native code: the GIL is held. C has no exceptions: `fail`, in a catch block, tells sys.unraisablehook what it is.
class called_from_c {
 public:
  called_from_c() noexcept;
  called_from_c(const called_from_c&) = delete;
  ~called_from_c();
  void fail(const char* name) noexcept;

 private:
  int state_;
};

// While NumPy runs a loop. `fail`, in a catch block, keeps the exception for the end of the ufunc's call, and no loop of it runs any more.
class called_by_ufunc {
 public:
  called_by_ufunc() noexcept;
  called_by_ufunc(const called_by_ufunc&) = delete;
  ~called_by_ufunc();
  bool goes_on() const noexcept;
  void fail() noexcept;

 private:
  int state_;
};

// The value as a number of C's type: of a union, whichever number it is.
template <class To, class From>
KB_INLINE To number_for_c(const From& value) {
  if constexpr (requires { value.visit([](const auto&) {}); }) return value.visit([](const auto& member) { return number_for_c<To>(member); });
  else if constexpr (requires { value.tag; value.value; }) return To(value.value);
  else return To(value);
}

// An array that owns nothing and ends where C says.
template <class T>
KB_INLINE view<T, 1> pointed(T* data) {
  view<T, 1> all{};
  all.base = &nobody;
  all.data = data;
  all.shape[0] = int64{1} << 48;
  all.strides[0] = 1;
  return all;
}

// The body of a capsule's function. A failed one gives nan, zero or false.
template <class R, class Body>
KB_INLINE R call_from_c(const char* name, const Body& body) noexcept {
  called_from_c call;
  try {
    if constexpr (std::is_void_v<R>) body();
    else return number_for_c<R>(body());
  } catch (...) {
    call.fail(name);
  }
  if constexpr (std::is_floating_point_v<R>) return std::numeric_limits<R>::quiet_NaN();
  else if constexpr (!std::is_void_v<R>) return R{};
}

// The body of a ufunc's loop: the function for each element. NumPy's elements are aligned.
template <class R, class... A, class Body, size_t... I>
KB_INLINE void ufunc_elements(char* const* args, std::intptr_t count, const std::intptr_t* steps, const Body& body, std::index_sequence<I...>) {
  constexpr size_t last = sizeof...(A);
  const auto run = [&](auto... step) {
    char* at[] = {args[I]..., args[last]};
    for (std::intptr_t i = 0; i < count; ++i) {
      *reinterpret_cast<R*>(at[last]) = number_for_c<R>(body(*reinterpret_cast<const A*>(at[I])...));
      size_t k = 0;
      ((at[k++] += step), ...);
    }
  };
  const bool is_contiguous = ((steps[I] == std::intptr_t(sizeof(A))) && ...) && steps[last] == std::intptr_t(sizeof(R));
  if (is_contiguous) run(std::integral_constant<std::intptr_t, sizeof(A)>{}..., std::integral_constant<std::intptr_t, sizeof(R)>{});
  else run(steps[I]..., steps[last]);
}
template <class R, class... A, class Body>
void run_ufunc_loop(char** args, const std::intptr_t* counts, const std::intptr_t* steps, const Body& body) noexcept {
  called_by_ufunc call;
  if (!call.goes_on()) return;
  try {
    ufunc_elements<R, A...>(args, counts[0], steps, body, std::index_sequence_for<A...>{});
  } catch (...) {
    call.fail();
  }
}

}  // namespace keelback::binding
