// As the compiler writes it, but by hand: one function of each kind of parameter and result. SEGMENTS comes from example.py (build.py).
#include <cstdint>
#include <limits>

#include <keelback/array.hpp>
#include <keelback/binding.hpp>
#include <keelback/binding/dict.hpp>
#include <keelback/binding/either.hpp>
#include <keelback/binding/list.hpp>
#include <keelback/binding/none.hpp>
#include <keelback/binding/range.hpp>
#include <keelback/binding/set.hpp>
#include <keelback/binding/str.hpp>
#include <keelback/binding/tuple.hpp>
#include <keelback/binding/variadic.hpp>
#include <keelback/complex.hpp>
#include <keelback/poll.hpp>

namespace kb = keelback;

namespace {

double add(double a, double b) { return a + b; }

double norm(kb::view<double, 1> a) {
  double s = 0;
  for (std::int64_t i = 0; i < a.shape[0]; ++i) s += a(i) * a(i);
  return sqrt(s);
}

kb::array<double, 2> scale(kb::view<double, 2> a, double k) {
  kb::array<double, 2> out = kb::empty_like_k<double>(a, 0);
  for (std::int64_t i = 0; i < a.shape[0]; ++i)
    for (std::int64_t j = 0; j < a.shape[1]; ++j) out(i, j) = a(i, j) * k;
  return out;
}

kb::array<double, 1> row(kb::view<double, 2> a, std::int64_t i) {
  kb::view<double, 1> r;
  i = kb::index(i, a.shape[0], 0, 1);
  r.data = a.data + i * a.strides[0];
  r.base = a.base;
  r.shape[0] = a.shape[1];
  r.strides[0] = a.strides[1];
  return kb::array<double, 1>(r);
}

kb::array<double, 1> same(kb::view<double, 1> a) { return kb::array<double, 1>(a); }

kb::none fill(kb::view<double, 1> a, double v) {
  for (std::int64_t i = 0; i < a.shape[0]; ++i) a(i) = v;
  return {};
}

kb::none layouts(kb::view<double, 2>, kb::view<float, 2>, kb::view<std::int64_t, 2>) { return {}; }

double total(const kb::list<double>& a) {
  double s = 0;
  for (std::int64_t i = 0; i < a.size(); ++i) s += a[i];
  return s;
}

kb::list<double> push(const kb::list<double>& a, double x) {
  a.append(x);
  a[0] = x;
  return a;
}

kb::none push_two(const kb::list<std::int64_t>& a, const kb::list<std::int64_t>& b) {
  a.append(1);
  b.append(2);
  return {};
}

kb::none push_fail(const kb::list<double>& a) {
  a.append(9.0);
  kb::raise_text(kb::exception::value_error, 58, "after the change");
}

kb::list<kb::list<std::int64_t>> nest(const kb::list<kb::list<std::int64_t>>& a) {
  a[0].append(7);
  a.append(a[0]);
  return a;
}

kb::tuple<std::int64_t, double> swap(const kb::tuple<double, std::int64_t>& t, bool) {
  return {kb::detail::tuple_get<1>(t), kb::detail::tuple_get<0>(t)};
}

kb::dict<kb::str, std::int64_t> count(const kb::list<kb::str>& words) {
  auto d = kb::dict<kb::str, std::int64_t>::make();
  for (std::int64_t i = 0; i < words.size(); ++i) {
    std::int64_t* n = d.find(words[i]);
    d.set(words[i], n != nullptr ? *n + 1 : 1);
  }
  return d;
}

kb::none bump(const kb::dict<kb::str, std::int64_t>& d) {
  auto cursor = d.cursor();
  while (auto* e = cursor.next_entry(0)) *d.find(e->key) += 1;
  return {};
}

kb::str kind(const kb::either<std::int64_t, kb::str, kb::none>& x) {
  return x.is<0>() ? kb::str("int", 3) : x.is<1>() ? kb::str("str", 3) : kb::str("none", 4);
}

kb::str greet(const kb::str& s) { return kb::concat(s, kb::str("!", 1)); }

kb::tagged<double> zero_or(double x) { return x > 0 ? kb::tagged<double>{x, 1} : x < 0 ? kb::tagged<double>{x, 2} : kb::tagged<double>{0, 0}; }

kb::str over_int(std::int64_t) { return kb::str("int", 3); }
kb::str over_float(double) { return kb::str("float", 5); }
kb::str over_array(kb::view<double, 1>) { return kb::str("array", 5); }

kb::tuple<std::uint8_t, float> narrow(std::uint8_t x, float y) { return {x, y}; }

kb::complex<double> conj(kb::complex<double> z) { return {z.re, -z.im}; }

const kb::frame_info inner_frame = {EXAMPLE_FILE, "inner", 100};
std::int64_t inner(std::int64_t n) {
  try {
    switch (n) {
      case 0: kb::raise_text(kb::exception::zero_division_error, 101, "division by zero");
      case 1: kb::raise_text(kb::exception::key_error, 102, "'a'", 3, kb::argument::key_repr);
      case 2: kb::raise_text(kb::exception::axis_error, 103, "axis 3 is out of bounds for array of dimension 2");
      case 3: kb::raise_text(kb::exception::overflow_error, 104, "(34, 'Numerical result out of range')", 37, kb::argument::os_style);
      case 4: kb::raise_bare(kb::exception::value_error, 105);
      case 5: kb::raise_text(kb::exception::linalg_error, 106, "Singular matrix");
      case 6:
        kb::raise_text(kb::exception::ufunc_type_error, 107,
                       "Cannot cast ufunc 'add' output from dtype('float64') to dtype('int64') with casting rule 'same_kind'");
      case 7: kb::raise_text(kb::exception::no_loop_error, 108, "ufunc 'invert' did not contain a loop");
      case 8: kb::raise_text(kb::exception::key_error, 109, "3", 1, kb::argument::key_repr);
      default: return n;
    }
  } catch (kb::error& e) {
    e.leave(inner_frame);
    throw;
  }
}
const kb::frame_info fail_frame = {EXAMPLE_FILE, "fail", 107};
std::int64_t fail(std::int64_t n) {
  try {
    return inner(n);
  } catch (kb::error& e) {
    e.leave(fail_frame, 108);
    throw;
  }
}

kb::str mode(const kb::str& m) { return m; }

std::int64_t crash(std::int64_t n) {
  if (n == 0) throw std::bad_alloc();
  if (n == 1) throw 1;
  return n;
}

kb::tuple<std::int64_t, std::int64_t, std::int64_t> numbers(std::int64_t a, std::int64_t b, std::int64_t c) { return {a, b, c}; }

kb::range span(const kb::range& r) { return r; }
kb::range_slice cut(const kb::range_slice& s) { return s; }
kb::set<std::int64_t> grow(const kb::set<std::int64_t>& s) {
  s.add(std::int64_t{100});
  return s;
}
kb::variadic<std::int64_t> tail(const kb::variadic<std::int64_t>& t) { return t; }

kb::array<double, 1> table;
kb::array<double, 1> make_table() {
  kb::array<double, 1> a = kb::empty<double, 1>({3}, 1);
  for (int i = 0; i < 3; ++i) a(i) = i;
  return a;
}
kb::array<double, 1> constant() { return table; }
void initialize_globals() { table = make_table(); }

std::int64_t spin(std::int64_t n) {
  int poll_budget = kb::poll_interval;
  std::int64_t s = 0;
  for (std::int64_t i = 0; i < n; ++i) {
    kb::poll(poll_budget, 150);
    s ^= i;
  }
  return s;
}

kb::array<double, 1> pick(const kb::list<kb::array<double, 1>>& a) { return a[0]; }

double decorated(double a) { return a; }

// What Python is told of the module.
using kb::binding::type;
constexpr type none = {kb::binding::kind::none};
constexpr type boolean = {kb::binding::kind::boolean};
constexpr type integer = {kb::binding::kind::integer};
constexpr type floating = {kb::binding::kind::floating};
constexpr type complex_ = {kb::binding::kind::complex};
constexpr type string = {kb::binding::kind::string};
constexpr type f64 = {kb::binding::kind::scalar, kb::binding::dtype::float64};
constexpr type f32 = {kb::binding::kind::scalar, kb::binding::dtype::float32};
constexpr type u8 = {kb::binding::kind::scalar, kb::binding::dtype::uint8};
constexpr type array1 = {kb::binding::kind::array, kb::binding::dtype::float64, 1};
constexpr type array2 = {kb::binding::kind::array, kb::binding::dtype::float64, 2};
constexpr type array2_f32 = {kb::binding::kind::array, kb::binding::dtype::float32, 2};
constexpr type array2_i64 = {kb::binding::kind::array, kb::binding::dtype::int64, 2};
constexpr const type* of_float[] = {&floating};
constexpr const type* of_int[] = {&integer};
constexpr const type* of_str[] = {&string};
constexpr type list_float = {kb::binding::kind::list, {}, 0, 1, of_float};
constexpr type list_int = {kb::binding::kind::list, {}, 0, 1, of_int};
constexpr type list_str = {kb::binding::kind::list, {}, 0, 1, of_str};
constexpr const type* of_list_int[] = {&list_int};
constexpr type list_list_int = {kb::binding::kind::list, {}, 0, 1, of_list_int};
constexpr const type* float_int_args[] = {&floating, &integer};
constexpr type float_int = {kb::binding::kind::tuple, {}, 0, 2, float_int_args};
constexpr const type* int_float_args[] = {&integer, &floating};
constexpr type int_float = {kb::binding::kind::tuple, {}, 0, 2, int_float_args};
constexpr const type* ints3_args[] = {&integer, &integer, &integer};
constexpr type ints3 = {kb::binding::kind::tuple, {}, 0, 3, ints3_args};
constexpr const type* u8_f32_args[] = {&u8, &f32};
constexpr type u8_f32 = {kb::binding::kind::tuple, {}, 0, 2, u8_f32_args};
constexpr const type* str_int_args[] = {&string, &integer};
constexpr type dict_str_int = {kb::binding::kind::dict, {}, 0, 2, str_int_args};
constexpr const type* union_args[] = {&integer, &string, &none};
constexpr type int_str_none = {kb::binding::kind::either, {}, 0, 3, union_args};
constexpr type zero = {kb::binding::kind::literal, {}, 0, 1, of_int, 0};
constexpr const type* zero_or_args[] = {&zero, &floating, &f64};
constexpr type zero_or_float = {kb::binding::kind::tagged, {}, 0, 3, zero_or_args};
constexpr type literal_a = {kb::binding::kind::literal, {}, 0, 1, of_str, 1, "a"};

constexpr type range_ = {kb::binding::kind::range};
constexpr type slice_ = {kb::binding::kind::slice};
constexpr type set_int = {kb::binding::kind::set, {}, 0, 1, of_int};
constexpr type ints = {kb::binding::kind::variadic, {}, 0, 1, of_int};
constexpr const type* of_array1[] = {&array1};
constexpr type list_array1 = {kb::binding::kind::list, {}, 0, 1, of_array1};

using kb::binding::accepted;
using kb::binding::layout;
using kb::binding::native;
using kb::binding::overload;
using kb::binding::parameter;
using kb::binding::passing;
constexpr passing keyword_only = passing::keyword_only;
const parameter p_a_b[] = {{"a"}, {"b", passing::positional_or_keyword, true}};
const parameter p_a[] = {{"a"}}, p_x[] = {{"x"}}, p_d[] = {{"d"}}, p_n[] = {{"n"}}, p_m[] = {{"m"}}, p_z[] = {{"z"}}, p_words[] = {{"words"}};
const parameter p_a_k[] = {{"a"}, {"k"}}, p_a_i[] = {{"a"}, {"i"}}, p_a_v[] = {{"a"}, {"v"}}, p_a_x[] = {{"a"}, {"x"}}, p_x_y[] = {{"x"}, {"y"}};
const parameter p_ab[] = {{"a"}, {"b"}}, p_abc[] = {{"a"}, {"b"}, {"c"}};
const parameter p_t_flip[] = {{"t"}, {"flip", keyword_only, true}};
const parameter p_s[] = {{"s", passing::positional_or_keyword, true}};
const parameter p_numbers[] = {{"a", passing::positional_only}, {"b"}, {"c", keyword_only, true}};
const accepted a_floats[] = {{&floating}, {&floating}}, a_array1[] = {{&array1}}, a_scale[] = {{&array2}, {&floating}}, a_row[] = {{&array2}, {&integer}};
const accepted a_fill[] = {{&array1, {layout::any, true}}, {&floating}};
const std::int64_t extents[] = {-1, 3};
const accepted a_layouts[] = {{&array2, {layout::c}}, {&array2_f32, {layout::fortran}}, {&array2_i64, {layout::any, false, false, extents}}};
const accepted a_total[] = {{&list_float}}, a_push[] = {{&list_float, {layout::any, true, true}}, {&floating}};
const accepted a_push_two[] = {{&list_int, {layout::any, true, true}}, {&list_int, {layout::any, true, true}}};
const accepted a_nest[] = {{&list_list_int, {layout::any, true, true}}}, a_swap[] = {{&float_int}, {&boolean}}, a_count[] = {{&list_str}};
const accepted a_bump[] = {{&dict_str_int, {layout::any, true, true}}}, a_kind[] = {{&int_str_none}}, a_str[] = {{&string}}, a_float[] = {{&floating}};
const accepted a_int[] = {{&integer}}, a_narrow[] = {{&u8}, {&f32}}, a_complex[] = {{&complex_}}, a_mode[] = {{&literal_a}}, a_ints3[] = {{&integer}, {&integer}, {&integer}};
const overload o_add[] = {{&native<&add>, a_floats, &floating}}, o_norm[] = {{&native<&norm>, a_array1, &f64}};
const overload o_scale[] = {{&native<&scale>, a_scale, &array2}}, o_row[] = {{&native<&row>, a_row, &array1}};
const overload o_same[] = {{&native<&same>, a_array1, &array1}}, o_fill[] = {{&native<&fill>, a_fill, &none}};
const overload o_layouts[] = {{&native<&layouts>, a_layouts, &none}}, o_total[] = {{&native<&total>, a_total, &floating}};
const overload o_push[] = {{&native<&push>, a_push, &list_float}}, o_push_two[] = {{&native<&push_two>, a_push_two, &none}};
const overload o_push_fail[] = {{&native<&push_fail>, a_push, &none}}, o_nest[] = {{&native<&nest>, a_nest, &list_list_int}};
const overload o_swap[] = {{&native<&swap>, a_swap, &int_float}}, o_count[] = {{&native<&count>, a_count, &dict_str_int}};
const overload o_bump[] = {{&native<&bump>, a_bump, &none}}, o_kind[] = {{&native<&kind>, a_kind, &string}};
const overload o_greet[] = {{&native<&greet>, a_str, &string}}, o_zero_or[] = {{&native<&zero_or>, a_float, &zero_or_float}};
const overload o_over[] = {{&native<&over_float>, a_float, &string}, {&native<&over_int>, a_int, &string}, {&native<&over_array>, a_array1, &string}};
const overload o_narrow[] = {{&native<&narrow>, a_narrow, &u8_f32}}, o_conj[] = {{&native<&conj>, a_complex, &complex_}};
const overload o_fail[] = {{&native<&fail>, a_int, &integer}}, o_mode[] = {{&native<&mode>, a_mode, &string}};
const overload o_crash[] = {{&native<&crash>, a_int, &integer}}, o_numbers[] = {{&native<&numbers>, a_ints3, &ints3}};
const accepted a_span[] = {{&range_}}, a_cut[] = {{&slice_}}, a_grow[] = {{&set_int, {layout::any, true, true}}}, a_tail[] = {{&ints}};
const accepted a_pick[] = {{&list_array1}};
const overload o_span[] = {{&native<&span>, a_span, &range_}}, o_cut[] = {{&native<&cut>, a_cut, &slice_}}, o_grow[] = {{&native<&grow>, a_grow, &set_int}};
const overload o_tail[] = {{&native<&tail>, a_tail, &ints}}, o_constant[] = {{&native<&constant>, nullptr, &array1}};
const overload o_spin[] = {{&native<&spin>, a_int, &integer}}, o_pick[] = {{&native<&pick>, a_pick, &array1}};
const overload o_decorated[] = {{&native<&decorated>, a_float, &floating}};
const kb::binding::function functions[] = {
    {"add", p_a_b, 2, o_add, 1},           {"norm", p_a, 1, o_norm, 1},         {"scale", p_a_k, 2, o_scale, 1},     {"row", p_a_i, 2, o_row, 1},
    {"same", p_a, 1, o_same, 1},           {"fill", p_a_v, 2, o_fill, 1},       {"layouts", p_abc, 3, o_layouts, 1}, {"total", p_a, 1, o_total, 1},
    {"push", p_a_x, 2, o_push, 1},         {"push_two", p_ab, 2, o_push_two, 1}, {"push_fail", p_a, 1, o_push_fail, 1}, {"nest", p_a, 1, o_nest, 1},
    {"swap", p_t_flip, 2, o_swap, 1},      {"count", p_words, 1, o_count, 1},   {"bump", p_d, 1, o_bump, 1},         {"kind", p_x, 1, o_kind, 1},
    {"greet", p_s, 1, o_greet, 1},         {"zero_or", p_x, 1, o_zero_or, 1},   {"over", p_x, 1, o_over, 3},         {"narrow", p_x_y, 2, o_narrow, 1},
    {"conj", p_z, 1, o_conj, 1},           {"fail", p_n, 1, o_fail, 1},         {"mode", p_m, 1, o_mode, 1},         {"crash", p_n, 1, o_crash, 1},
    {"numbers", p_numbers, 3, o_numbers, 1}, {"decorated", p_a, 1, o_decorated, 1},
    {"span", p_a, 1, o_span, 1},           {"cut", p_a, 1, o_cut, 1},           {"grow", p_a, 1, o_grow, 1},         {"tail", p_a, 1, o_tail, 1},
    {"constant", nullptr, 0, o_constant, 1}, {"spin", p_n, 1, o_spin, 1},       {"pick", p_a, 1, o_pick, 1},
};
const kb::binding::segment segments[] = {
#include "segments.inc"
};
const kb::binding::module module_table = {"example", EXAMPLE_FILE, "", "", false, true, initialize_globals, functions, 33, segments, SEGMENT_COUNT};

}  // namespace

extern "C" KB_EXPORT kb::binding::object* PyInit_example() { return kb::binding::create_module(module_table); }
