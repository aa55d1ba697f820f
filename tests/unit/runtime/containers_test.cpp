// The containers, str, math and the builtins over them. Expected values are CPython 3.11's.
#include <gtest/gtest.h>

#include <keelback/builtins.hpp>
#include <keelback/closure.hpp>
#include <keelback/identity.hpp>
#include <keelback/len.hpp>
#include <keelback/math.hpp>
#include <keelback/range.hpp>
#include <keelback/recursion.hpp>
#include <keelback/dict_views.hpp>
#include <keelback/set.hpp>
#include <keelback/str_methods.hpp>
#include <keelback/truth.hpp>
#include <keelback/unpack.hpp>
#include <keelback/variadic.hpp>

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

namespace kb = keelback;
using kb::int64;

namespace {

kb::str s(std::string_view text) { return kb::str::from_utf8(text.data(), text.size(), 0); }
std::string shown(const kb::str& text) {
  std::string out(text.utf8_size(), '\0');
  text.utf8(out.data());
  return out;
}
template <class T>
std::string repr_of(const T& x) {
  return shown(kb::repr(x));
}
// "KeyError: 'a'" of what `f` raises.
template <class F>
std::string raised(F f) {
  try {
    f();
  } catch (kb::error& e) {
    return std::string(kb::name_of(e.kind())) + ": " + e.message();
  }
  return "nothing";
}
using ints = kb::list<int64>;

TEST(Str, Basics) {
  const kb::str a("abc", 3), wide = s("h\u00e9\u20ac\U0001F600");
  EXPECT_EQ(a.size(), 3);
  EXPECT_EQ(wide.size(), 4);
  EXPECT_EQ(wide.utf8_size(), 10u);
  EXPECT_EQ(shown(wide), "h\u00e9\u20ac\U0001F600");
  EXPECT_EQ(kb::str("h\xc3\xa9", 3), s("h\u00e9"));
  EXPECT_EQ(shown(a.at(-1, 1)), "c");
  EXPECT_EQ(raised([&] { (void)a.at(3, 1); }), "IndexError: string index out of range");
  EXPECT_EQ(raised([&] { (void)a.at(-4, 1); }), "IndexError: string index out of range");
  EXPECT_TRUE(a == s("abc"));
  EXPECT_TRUE(a < s("abd") && s("ab") < a && a <= a && s("z") < s("\u00e9") && s("\u00e9") < s("\U0001F600"));
  EXPECT_EQ(kb::hash_of(a), kb::hash_of(s("abc")));
  EXPECT_EQ(shown(kb::concat(a, wide)), "abch\u00e9\u20ac\U0001F600");
  EXPECT_EQ(shown(kb::repeat(a, 3, 1)), "abcabcabc");
  EXPECT_EQ(kb::repeat(a, -1, 1).size(), 0);
  EXPECT_TRUE(kb::contains(a, s("bc")) && kb::contains(a, s("")) && !kb::contains(a, s("cb")) && kb::contains(wide, s("\u20ac")));
  EXPECT_EQ(shown(kb::get_slice(a, 0, 0, -1, 4, 1)), "cba");
  EXPECT_EQ(shown(kb::get_slice(a, 1, 0, 0, 1, 1)), "bc");
  const kb::str narrow = kb::get_slice(wide, 0, 1, 1, 7, 1);
  EXPECT_FALSE(narrow.is_wide());
  EXPECT_EQ(narrow, s("h"));
  EXPECT_EQ(wide[0], s("h"));
  kb::str moved = s("a longer text"), other = std::move(moved);
  moved = other;
  other = std::move(moved);
  EXPECT_EQ(shown(other), "a longer text");
}

TEST(Str, Repr) {
  EXPECT_EQ(repr_of(s("a'b")), "\"a'b\"");
  EXPECT_EQ(repr_of(s("a'b\"")), "'a\\'b\"'");
  EXPECT_EQ(repr_of(s("\n\t\\\x01\u00e9\x7f")), "'\\n\\t\\\\\\x01\u00e9\\x7f'");
  EXPECT_EQ(repr_of(1.0), "1.0");
  EXPECT_EQ(repr_of(0.1), "0.1");
  EXPECT_EQ(repr_of(-0.0), "-0.0");
  EXPECT_EQ(repr_of(1e16), "1e+16");
  EXPECT_EQ(repr_of(123456789012345680.0), "1.2345678901234568e+17");
  EXPECT_EQ(repr_of(1e15), "1000000000000000.0");
  EXPECT_EQ(repr_of(1.5e-5), "1.5e-05");
  EXPECT_EQ(repr_of(0.0001), "0.0001");
  EXPECT_EQ(repr_of(1e300), "1e+300");
  EXPECT_EQ(repr_of(5e-324), "5e-324");
  EXPECT_EQ(repr_of(kb::infinity), "inf");
  EXPECT_EQ(repr_of(kb::quiet_nan), "nan");
  EXPECT_EQ(repr_of(0.1f), "0.1");
  EXPECT_EQ(repr_of(true), "True");
  EXPECT_EQ(repr_of(int64{-5}), "-5");
  EXPECT_EQ(repr_of(kb::none{}), "None");
  EXPECT_EQ(repr_of(kb::complex<double>(1, -2)), "(1-2j)");
  EXPECT_EQ(repr_of(kb::complex<double>(0, 2.5)), "2.5j");
  EXPECT_EQ(repr_of(kb::tuple<int64>{1}), "(1,)");
  EXPECT_EQ(repr_of(kb::tuple<>{}), "()");
  EXPECT_EQ(repr_of(kb::tuple<int64, kb::str>{1, s("a")}), "(1, 'a')");
  EXPECT_EQ(repr_of(ints{1, 2}), "[1, 2]");
  EXPECT_EQ(repr_of(kb::set<int64>{1}), "{1}");
  EXPECT_EQ(repr_of(kb::set<int64>::make()), "set()");
  EXPECT_EQ(repr_of(kb::dict<kb::str, double>{{s("a"), 1}}), "{'a': 1.0}");
  EXPECT_EQ(repr_of(kb::range{0, 5, 1}), "range(0, 5)");
}

TEST(Str, Numbers) {
  EXPECT_EQ(kb::parse_int(s(" 1_000 "), 1), 1000);
  EXPECT_EQ(kb::parse_int(s("-9223372036854775808"), 1), std::numeric_limits<int64>::min());
  EXPECT_EQ(kb::parse_int(s("zz"), 36, 1), 35 * 36 + 35);
  EXPECT_EQ(kb::parse_int(s("0x_ff"), 0, 1), 255);
  EXPECT_EQ(kb::parse_int(s("-0b101"), 2, 1), -5);
  EXPECT_EQ(raised([] { kb::parse_int(s("abc"), 1); }), "ValueError: invalid literal for int() with base 10: 'abc'");
  for (const char* bad : {"", " ", "_1", "1_", "1__0", "+", "1.0", "0x"})
    EXPECT_EQ(raised([&] { kb::parse_int(s(bad), 1); }).substr(0, 10), "ValueError") << bad;
  EXPECT_EQ(raised([] { kb::parse_int(s("010"), 0, 1); }).substr(0, 10), "ValueError");
  EXPECT_EQ(raised([] { kb::parse_int(s("99999999999999999999"), 1); }).substr(0, 13), "OverflowError");
  EXPECT_EQ(kb::parse_float(s(" 1_0.5e-1\n"), 1), 1.05);
  EXPECT_EQ(kb::parse_float(s("-Infinity"), 1), -kb::infinity);
  EXPECT_EQ(kb::parse_float(s("1e400"), 1), kb::infinity);
  EXPECT_EQ(kb::parse_float(s("1e-400"), 1), 0.0);
  EXPECT_EQ(kb::parse_float(s(".5"), 1), 0.5);
  EXPECT_EQ(kb::parse_float(s("5."), 1), 5.0);
  EXPECT_TRUE(kb::is_nan(kb::parse_float(s("nan"), 1)));
  for (const char* bad : {"", "abc", "1e", "1_", "--1", "0x10", ".", "infx", "1 2"})
    EXPECT_EQ(raised([&] { kb::parse_float(s(bad), 1); }), std::string("ValueError: could not convert string to float: '") + bad + "'");
  EXPECT_EQ(shown(kb::chr(0x20AC, 1)), "\u20ac");
  EXPECT_EQ(kb::ord(s("\u20ac"), 1), 0x20AC);
  EXPECT_EQ(raised([] { kb::chr(-1, 1); }), "ValueError: chr() arg not in range(0x110000)");
  EXPECT_EQ(shown(kb::hex(-255)), "-0xff");
  EXPECT_EQ(shown(kb::bin(5)), "0b101");
}

TEST(Str, Methods) {
  const kb::str a = s("abcabc"), wide = s("x\u20acy\u20ac");
  EXPECT_EQ(kb::find(a, s("c"), 0, kb::no_end, 1), 2);
  EXPECT_EQ(kb::find(a, s("c"), 3, kb::no_end, 1), 5);
  EXPECT_EQ(kb::find(a, s("bc"), 0, -4, 1), -1);
  EXPECT_EQ(kb::find(a, s(""), 7, kb::no_end, 1), -1);
  EXPECT_EQ(kb::rfind(wide, s("\u20ac"), 0, kb::no_end, 1), 3);
  EXPECT_EQ(kb::count(a, s("bc"), 0, kb::no_end, 1), 2);
  EXPECT_EQ(kb::count(a, s(""), 0, kb::no_end, 1), 7);
  EXPECT_TRUE(kb::startswith(a, s("ab"), 0, 9, 1) && !kb::endswith(a, s("ab"), 0, 9, 1) && kb::endswith(wide, s("y\u20ac"), 0, 9, 1));
  EXPECT_EQ(raised([&] { kb::index(a, s("z"), 0, kb::no_end, 1); }), "ValueError: substring not found");
  EXPECT_EQ(shown(kb::upper(s("aBc1"), 1)) + shown(kb::title(s("ab cD"), 1)) + shown(kb::capitalize(s("aBC"), 1)), "ABC1Ab CdAbc");
  EXPECT_EQ(raised([&] { kb::upper(wide, 1); }), "NotImplementedError: str.upper of text that is not ASCII");
  EXPECT_EQ(repr_of(kb::split_words(s("  a b\n c "), -1, 1)), "['a', 'b', 'c']");
  EXPECT_EQ(repr_of(kb::split(s("a,b,,c"), s(","), 2, 1)), "['a', 'b', ',c']");
  EXPECT_EQ(repr_of(kb::rsplit(s("a,b,,c"), s(","), 2, 1)), "['a,b', '', 'c']");
  EXPECT_EQ(repr_of(kb::split(s(""), s(","), -1, 1)), "['']");
  EXPECT_EQ(raised([&] { kb::split(a, s(""), -1, 1); }), "ValueError: empty separator");
  EXPECT_EQ(repr_of(kb::splitlines(s("a\r\nb\n\nc"), false, 1)), "['a', 'b', '', 'c']");
  EXPECT_EQ(shown(kb::join(s(", "), kb::list<kb::str>{s("a"), s("\u20ac")}, 1)), "a, \u20ac");
  EXPECT_EQ(shown(kb::replace(a, s("bc"), s("-"), -1, 1)) + shown(kb::replace(a, s(""), s("-"), 2, 1)), "a-a--a-bcabc");
  EXPECT_EQ(shown(kb::center(s("ab"), 5, s(" "), 1)) + "|" + shown(kb::center(s("a"), 4, s(" "), 1)) + "|" + shown(kb::zfill(s("-5"), 4, 1)), "  ab | a  |-005");
  EXPECT_EQ(shown(kb::strip(s(" \u00a0a "), 1)) + shown(kb::lstrip(s("xxa"), s("x"), 1)), "aa");
  EXPECT_EQ(repr_of(kb::partition(a, s("b"), 1)) + repr_of(kb::rpartition(a, s("b"), 1)), "('a', 'b', 'cabc')('abca', 'b', 'c')");
  EXPECT_TRUE(kb::isdigit(s("12"), 1) && !kb::isdigit(s(""), 1) && kb::isupper(s("A1"), 1) && !kb::isupper(s("1"), 1) && kb::isidentifier(s("a_1"), 1));
}

TEST(Tuple, OrderAndHash) {
  using pair = kb::tuple<int64, double>;
  EXPECT_TRUE((pair{1, 2} < pair{1, 3} && pair{1, 2} <= pair{1, 2} && pair{2, 0} > pair{1, 9}));
  EXPECT_TRUE((kb::tuple<int64>{1} < pair{1, 2}));
  EXPECT_TRUE((kb::tuple<int64, int64>{1, 2} == pair{1, 2}));
  EXPECT_EQ((kb::hash_of(kb::tuple<int64, int64>{1, 2})), -3550055125485641917);
  EXPECT_EQ(kb::hash_of(kb::tuple<>{}), 5740354900026072187);
  EXPECT_EQ(kb::get<2>(kb::concat(pair{1, 2}, pair{3, 4})), 3);
  EXPECT_EQ((kb::tuple<double, double>{1, 2}.at(-1, 1)), 2);
  EXPECT_EQ(raised([] { (void)kb::tuple<double, double>{1, 2}.at(2, 1); }), "IndexError: tuple index out of range");
  EXPECT_TRUE((kb::tuple<double>{kb::quiet_nan} == kb::tuple<double>{kb::quiet_nan}));
}

TEST(Either, Members) {
  using E = kb::either<kb::none, ints, kb::str>;
  E e;
  EXPECT_EQ(e.tag(), 0);
  e = E::make<1>(ints{1});
  const E copy = e;
  e = s("text");
  EXPECT_EQ(copy.get<1>().size(), 1);
  EXPECT_EQ(e.tag(), 2);
  EXPECT_TRUE(e == E(s("text")) && !(e == copy));
  EXPECT_FALSE(kb::truth(E{}, 1));
  using C = kb::closure<kb::tuple<>, kb::tuple<>, kb::tuple<kb::str>>;
  C c = C::template make<1>(kb::tuple<>{});
  EXPECT_EQ(c.tag(), 1);
  c = C::template make<2>(kb::tuple<kb::str>{s("x")});
  EXPECT_EQ(kb::get<0>(c.template get<2>()), s("x"));
  EXPECT_EQ(raised([] { kb::raise_as<kb::exception::type_error>(kb::str("no", 2), 1); }), "TypeError: no");
  EXPECT_EQ(raised([] { (void)kb::raise_as<double>(kb::exception::index_error, 1, "no"); }), "IndexError: no");
}

TEST(List, Items) {
  ints l{1, 2, 3};
  EXPECT_EQ(l.at(-1, 1), 3);
  EXPECT_EQ(raised([&] { (void)l.at(3, 1); }), "IndexError: list index out of range");
  EXPECT_EQ(raised([&] { (void)l.at(-4, 1); }), "IndexError: list index out of range");
  EXPECT_EQ(raised([&] { kb::set_item(l, 3, 7, 1); }), "IndexError: list assignment index out of range");
  EXPECT_EQ(raised([&] { kb::delete_item(l, 3, 1); }), "IndexError: list assignment index out of range");
  EXPECT_EQ(raised([&] { kb::pop(l, 3, 1); }), "IndexError: pop index out of range");
  EXPECT_EQ(raised([&] { kb::pop(ints::make(), 1); }), "IndexError: pop from empty list");
  EXPECT_EQ(raised([&] { kb::remove(l, 9, 1); }), "ValueError: list.remove(x): x not in list");
  EXPECT_EQ(raised([&] { kb::index(l, int64{9}, 1); }), "ValueError: 9 is not in list");
  const ints alias = l;
  kb::append(l, 4);
  kb::insert(l, 100, 5);
  kb::insert(l, -100, 0);
  kb::insert(l, 1, 9);
  EXPECT_EQ(repr_of(alias), "[0, 9, 1, 2, 3, 4, 5]");
  EXPECT_EQ(kb::pop(l, 1), 5);
  EXPECT_EQ(kb::pop(l, 1, 1), 9);
  kb::remove(l, 2.0, 1);
  kb::delete_item(l, -1, 1);
  EXPECT_EQ(repr_of(l), "[0, 1, 3]");
  EXPECT_EQ(kb::index(l, int64{3}, 1), 2);
  EXPECT_EQ(kb::count(l, true), 1);
  EXPECT_TRUE(kb::contains(l, 3.0));
  kb::reverse(l);
  kb::extend(l, l);
  EXPECT_EQ(repr_of(l), "[3, 1, 0, 3, 1, 0]");
  EXPECT_EQ(repr_of(kb::concat(l, ints{7})), "[3, 1, 0, 3, 1, 0, 7]");
  EXPECT_TRUE(kb::is_same(l, alias) && !kb::is_same(l, kb::copy(l)) && l == kb::copy(l));
  kb::clear(l);
  EXPECT_EQ(alias.size(), 0);
  EXPECT_EQ(repr_of(kb::repeat(ints{1, 2}, 2, 1)), "[1, 2, 1, 2]");
  EXPECT_EQ(repr_of(kb::repeat(ints{1, 2}, -1, 1)), "[]");
  ints twice{1, 2};
  kb::repeat_in_place(twice, 3, 1);
  EXPECT_EQ(repr_of(twice), "[1, 2, 1, 2, 1, 2]");
  EXPECT_TRUE((ints{1, 2} < ints{1, 3} && ints{1} < ints{1, 0} && ints::make() <= ints::make() && ints{1} == kb::list<double>{1.0}));
  EXPECT_TRUE(kb::contains(kb::list<double>{kb::quiet_nan}, kb::quiet_nan));
}

TEST(List, NestedAliasing) {
  const kb::list<ints> rows = kb::repeat(kb::list<ints>{kb::repeat(ints{0}, 2, 1)}, 3, 1);
  kb::append(rows[0], 5);
  EXPECT_EQ(repr_of(rows), "[[0, 0, 5], [0, 0, 5], [0, 0, 5]]");
  const auto floats = kb::list<kb::list<double>>::from(rows);
  EXPECT_EQ(repr_of(floats), "[[0.0, 0.0, 5.0], [0.0, 0.0, 5.0], [0.0, 0.0, 5.0]]");
  const kb::array<double, 1> a = kb::empty<double, 1>({2}, 1);
  kb::list<kb::array<double, 1>> arrays{a, a};
  for (int i = 0; i < 20; ++i) kb::append(arrays, a);
  EXPECT_EQ(a.base->references, 23);
  kb::delete_slice(arrays, 0, 0, 2, 4, 1);
  EXPECT_EQ(a.base->references, 12);
  kb::clear(arrays);
  EXPECT_EQ(a.base->references, 1);
}

// Every slice of a short list against a plain model.
TEST(List, Slices) {
  for (int64 n : {0, 1, 5}) {
    for (int64 start = -7; start <= 7; ++start)
      for (int64 stop = -7; stop <= 7; ++stop)
        for (int64 step : {-3, -2, -1, 1, 2, 3}) {
          ints l = ints::make();
          for (int64 i = 0; i < n; ++i) l.append(i);
          std::vector<int64> picked;
          const kb::slice_indices at = kb::adjust({start, stop, step, 7}, n, 1);
          for (int64 k = 0; k < at.count; ++k) picked.push_back(at.start + k * at.step);
          const ints slice = kb::get_slice(l, start, stop, step, 7, 1);
          ASSERT_EQ(slice.size(), int64(picked.size()));
          for (int64 k = 0; k < slice.size(); ++k) ASSERT_EQ(slice[k], picked[std::size_t(k)]);
          ints rest = kb::copy(l);
          kb::delete_slice(rest, start, stop, step, 7, 1);
          std::string expected;
          for (int64 i = 0; i < n; ++i)
            if (std::find(picked.begin(), picked.end(), i) == picked.end()) expected += (expected.empty() ? "" : ", ") + std::to_string(i);
          ASSERT_EQ(repr_of(rest), "[" + expected + "]") << n << start << stop << step;
          ints stored = kb::copy(l);
          kb::set_slice(stored, start, stop, step, 7, slice, 1);
          ASSERT_TRUE(stored == l);
        }
  }
  ints l{0, 1, 2, 3};
  kb::set_slice(l, 1, 3, 0, 3, ints{7, 8, 9}, 1);
  EXPECT_EQ(repr_of(l), "[0, 7, 8, 9, 3]");
  kb::set_slice(l, 0, 0, 0, 0, l, 1);
  EXPECT_EQ(repr_of(l), "[0, 7, 8, 9, 3]");
  EXPECT_EQ(raised([&] { kb::set_slice(l, 0, 0, 2, 4, ints{1}, 1); }), "ValueError: attempt to assign sequence of size 1 to extended slice of size 3");
  EXPECT_EQ(raised([&] { kb::get_slice(l, 0, 0, 0, 4, 1); }), "ValueError: slice step cannot be zero");
}

TEST(List, SortIsStable) {
  std::uint64_t seed = 1;
  for (int64 n : {0, 1, 2, 3, 63, 64, 65, 200, 5000}) {
    for (int kind = 0; kind < 4; ++kind) {
      kb::list<kb::tuple<int64, int64>> l = kb::list<kb::tuple<int64, int64>>::make();
      ints keys = ints::make();
      for (int64 i = 0; i < n; ++i) {
        seed = seed * 6364136223846793005u + 1442695040888963407u;
        keys.append(kind == 0 ? int64(seed >> 60) : kind == 1 ? i / 3 : kind == 2 ? -i : int64(seed >> 20));
        l.append({keys[i], i});
      }
      for (bool reverse : {false, true}) {
        auto sorted = kb::sorted_by(l, [&](const kb::tuple<int64, int64>& item) { return keys[kb::get<1>(item)]; }, reverse, 1);
        for (int64 i = 1; i < n; ++i) {
          const int64 a = kb::get<0>(sorted[i - 1]), b = kb::get<0>(sorted[i]);
          ASSERT_TRUE(reverse ? a >= b : a <= b);
          ASSERT_TRUE(a != b || kb::get<1>(sorted[i - 1]) < kb::get<1>(sorted[i]));
        }
      }
    }
  }
  kb::list<kb::str> words{s("b"), s("a"), s("c\u00e9"), s("")};
  kb::sort(words, 1);
  EXPECT_EQ(repr_of(words), "['', 'a', 'b', 'c\u00e9']");
  kb::sort(words, true, 1);
  EXPECT_EQ(repr_of(words), "['c\u00e9', 'b', 'a', '']");
}

TEST(Variadic, IsATuple) {
  kb::array<double, 1> a = kb::empty<double, 1>({3}, 1);
  for (int i = 0; i < 3; ++i) a(i) = i;
  const kb::variadic<double> t(a), empty;
  a(0) = 9;
  EXPECT_EQ(repr_of(t), "(0.0, 1.0, 2.0)");
  EXPECT_EQ(repr_of(empty), "()");
  EXPECT_EQ(repr_of(kb::concat(t, kb::variadic<double>{5})), "(0.0, 1.0, 2.0, 5.0)");
  EXPECT_EQ(repr_of(kb::get_slice(t, 0, 0, -1, 4, 1)), "(2.0, 1.0, 0.0)");
  EXPECT_EQ(raised([&] { (void)empty.at(0, 1); }), "IndexError: tuple index out of range");
  EXPECT_EQ(kb::hash_of(kb::variadic<int64>{1, 2}), (kb::hash_of(kb::tuple<int64, int64>{1, 2})));
  EXPECT_TRUE(empty < t && t == kb::variadic<double>(kb::list<double>{0, 1, 2}) && empty == kb::variadic<double>{});
  EXPECT_EQ(kb::repeat(t, 2, 1).size(), 6);
}

TEST(Dict, Order) {
  kb::dict<kb::str, int64> d{{s("b"), 1}, {s("a"), 2}, {s("b"), 3}};
  EXPECT_EQ(repr_of(d), "{'b': 3, 'a': 2}");
  EXPECT_EQ(raised([&] { (void)kb::get_item(d, s("c'"), 1); }), "KeyError: \"c'\"");
  kb::delete_item(d, s("b"), 1);
  kb::set_item(d, s("b"), 4);
  EXPECT_EQ(repr_of(d), "{'a': 2, 'b': 4}");
  EXPECT_EQ(raised([&] { kb::delete_item(d, s("x"), 1); }), "KeyError: 'x'");
  EXPECT_EQ(raised([&] { kb::pop(d, s("x"), 1); }), "KeyError: 'x'");
  EXPECT_EQ(kb::pop(d, s("x"), 8, 1), 8);
  EXPECT_EQ(kb::dict_get(d, s("a"), 0), 2);
  EXPECT_EQ(kb::setdefault(d, s("n"), 5), 5);
  EXPECT_EQ(repr_of(kb::keys(d)) + repr_of(kb::values(d)) + repr_of(kb::items(d)), "dict_keys(['a', 'b', 'n'])dict_values([2, 4, 5])dict_items([('a', 2), ('b', 4), ('n', 5)])");
  EXPECT_EQ(repr_of(kb::popitem(d, 1)), "('n', 5)");
  EXPECT_TRUE(d == (kb::dict<kb::str, double>{{s("b"), 4}, {s("a"), 2}}));
  EXPECT_EQ(repr_of(d | kb::dict<kb::str, int64>{{s("b"), 0}, {s("z"), 1}}), "{'a': 2, 'b': 0, 'z': 1}");
  kb::clear(d);
  EXPECT_EQ(raised([&] { kb::popitem(d, 1); }), "KeyError: popitem(): dictionary is empty");
  const kb::dict<double, int64> numbers{{1.0, 1}, {kb::quiet_nan, 2}, {kb::quiet_nan, 3}};
  EXPECT_EQ(numbers.size(), 2);
  EXPECT_TRUE(kb::contains(numbers, int64{1}) && kb::contains(numbers, true));
}

TEST(Dict, ChangedInALoop) {
  kb::dict<int64, int64> d{{1, 1}, {2, 2}, {3, 3}};
  EXPECT_EQ(raised([&] {
              auto c = d.cursor();
              for (int64 key{}; c.next(key, 1);) kb::set_item(d, key + 10, 0);
            }),
            "RuntimeError: dictionary changed size during iteration");
  kb::set<int64> numbers{1, 2};
  EXPECT_EQ(raised([&] {
              auto c = numbers.cursor();
              for (int64 item{}; c.next(item, 1);) kb::set_discard(numbers, item);
            }),
            "RuntimeError: Set changed size during iteration");
  int64 total = 0;
  auto c = d.cursor();
  for (int64 key{}; c.next(key, 1);) {
    kb::set_item(d, key, 5);
    total += key;
  }
  EXPECT_EQ(total, 1 + 2 + 3 + 11);
}

// Random changes against a model that keeps the order in a vector.
TEST(Dict, AgainstAModel) {
  kb::dict<int64, kb::str> d = kb::dict<int64, kb::str>::make();
  std::vector<std::pair<int64, std::string>> model;
  std::uint64_t seed = 7;
  for (int i = 0; i < 20000; ++i) {
    seed = seed * 6364136223846793005u + 1442695040888963407u;
    const int64 key = int64(seed >> 40) % 97 * (std::int64_t{1} << 32);
    const auto found = std::find_if(model.begin(), model.end(), [&](const auto& e) { return e.first == key; });
    if ((seed >> 33) % 3 == 0) {
      EXPECT_EQ(kb::pop(d, key, s("-"), 1) == s("-"), found == model.end());
      if (found != model.end()) model.erase(found);
    } else {
      const std::string value = std::to_string(i);
      kb::set_item(d, key, s(value));
      if (found != model.end()) found->second = value;
      else model.emplace_back(key, value);
    }
  }
  ASSERT_EQ(d.size(), int64(model.size()));
  const auto all = kb::to_list(kb::items(d), 1);
  for (int64 i = 0; i < all.size(); ++i) {
    EXPECT_EQ(kb::get<0>(all[i]), model[std::size_t(i)].first);
    EXPECT_EQ(shown(kb::get<1>(all[i])), model[std::size_t(i)].second);
  }
}

TEST(Set, Algebra) {
  const kb::set<int64> a{3, 1, 2, 3}, b{2, 5};
  EXPECT_EQ(repr_of(a | b) + repr_of(a & b) + repr_of(a - b) + repr_of(a ^ b), "{3, 1, 2, 5}{2}{3, 1}{3, 1, 5}");
  EXPECT_TRUE(kb::set<int64>{1} < a && a <= a && !(a < a) && a >= kb::set<int64>{1} && a == (kb::set<double>{1, 2, 3}));
  EXPECT_TRUE(kb::isdisjoint(a, ints{7, 8}) && !kb::isdisjoint(a, b));
  kb::set<int64> c = kb::copy(a);
  kb::set_intersection_update(c, ints{1, 2, 9});
  EXPECT_EQ(repr_of(c), "{1, 2}");
  kb::set_symmetric_difference_update(c, ints{2, 4});
  EXPECT_EQ(repr_of(c), "{1, 4}");
  EXPECT_EQ(kb::set_pop(c, 1), 1);
  kb::set_remove(c, 4, 1);
  EXPECT_EQ(raised([&] { kb::set_remove(c, 4, 1); }), "KeyError: 4");
  EXPECT_EQ(raised([&] { kb::set_pop(c, 1); }), "KeyError: pop from an empty set");
  kb::set_add(c, 7);
  EXPECT_EQ(kb::set_pop(c, 1), 7);
  EXPECT_EQ((kb::set<double>{kb::quiet_nan, kb::quiet_nan}).size(), 1);
}

TEST(Range, Values) {
  EXPECT_EQ(kb::range_count(0, 10, 3, 1), 4u);
  EXPECT_EQ(kb::range_count(10, 0, -3, 1), 4u);
  EXPECT_EQ(kb::range_count(std::numeric_limits<int64>::min(), std::numeric_limits<int64>::max(), 1, 1), ~0ull);
  EXPECT_EQ(kb::range_count(0, 3, int64{1} << 62, 1), 1u);
  EXPECT_EQ(raised([] { kb::make_range(0, 5, 0, 1); }), "ValueError: range() arg 3 must not be zero");
  const kb::range r = kb::make_range(10, 0, -3, 1);
  EXPECT_EQ(repr_of(ints::from(r)), "[10, 7, 4, 1]");
  EXPECT_EQ(r.at(-1, 1), 1);
  EXPECT_EQ(raised([&] { (void)r.at(4, 1); }), "IndexError: range object index out of range");
  EXPECT_TRUE(kb::contains(r, int64{7}) && !kb::contains(r, int64{6}) && !kb::contains(r, int64{13}) && kb::contains(r, 4.0));
  EXPECT_EQ(repr_of(ints::from(kb::reversed_range(r))), "[1, 4, 7, 10]");
  EXPECT_TRUE((kb::range{0, 3, 2} == kb::range{0, 4, 2}));
  EXPECT_EQ(repr_of(kb::get_slice(r, 0, 0, -1, 4, 1)), "range(1, 13, 3)");
}

TEST(Iterators, Sources) {
  const ints l{5, 6};
  const kb::dict<kb::str, int64> d{{s("a"), 1}, {s("b"), 2}};
  EXPECT_EQ(repr_of(kb::sorted(kb::enumerate(l, 1, 1))), "[(1, 5), (2, 6)]");
  EXPECT_EQ(repr_of(kb::sorted(kb::zip(l, d, kb::values(d)))), "[(5, 'a', 1), (6, 'b', 2)]");
  const kb::iterator<int64> it = kb::iter(l);
  EXPECT_EQ(kb::next(it, 1), 5);
  const kb::iterator<int64> alias = it;
  EXPECT_EQ(kb::next(alias, 1), 6);
  EXPECT_EQ(raised([&] { kb::next(it, 1); }), "StopIteration: ");
  EXPECT_EQ(kb::next_or(it, int64{9}, 1), 9);
  const kb::iterator<kb::tuple<int64, int64>> zipped = kb::zip(l, kb::range{0, 9, 1});
  kb::tuple<int64, int64> item;
  EXPECT_TRUE(zipped.next(item, 1) && zipped.next(item, 1) && !zipped.next(item, 1));
  EXPECT_EQ(repr_of(ints::from(kb::reversed(l))), "[6, 5]");
  EXPECT_EQ(raised([&] { kb::list<kb::tuple<int64, int64>>::from(kb::zip_strict(l, ints{1})); }), "ValueError: zip() argument 2 is shorter than argument 1");
  EXPECT_EQ(raised([&] { kb::list<kb::tuple<int64, int64>>::from(kb::zip_strict(l, ints{1, 2, 3})); }), "ValueError: zip() argument 2 is longer than argument 1");
  ints growing{1};
  int64 steps = 0;
  auto source = kb::source_of(growing);
  for (int64 x{}; source.next(x, 1) && steps < 10; ++steps) growing.append(x);
  EXPECT_EQ(steps, 10);
  EXPECT_EQ(repr_of(ints::from(kb::map_items([](int64 x) { return x * 2; }, l))), "[10, 12]");
  EXPECT_EQ(repr_of(ints::from(kb::filter_items([](int64 x) { return x > 5; }, l))), "[6]");
  kb::array<int64, 2> a = kb::empty<int64, 2>({2, 2}, 1);
  for (int i = 0; i < 4; ++i) a.data[i] = i;
  const auto rows = kb::list<kb::array<int64, 1>>::from(kb::reversed(a));
  EXPECT_EQ(rows[0](0), 2);
}

TEST(Builtins, Sums) {
  constexpr int64 big = int64{1} << 62;
  EXPECT_EQ(kb::sum(ints{1, 2}, 1), 3);
  EXPECT_EQ(raised([] { kb::sum(ints{big, big}, 1); }).substr(0, 13), "OverflowError");
  EXPECT_EQ(kb::sum(ints{big, big, -big}, 1), big);
  EXPECT_EQ(kb::sum(kb::list<double>{0.1, 0.2, 0.3}, 1), 0.1 + 0.2 + 0.3);
  EXPECT_EQ(kb::sum(kb::list<bool>{true, true}, 1), 2);
  EXPECT_EQ(kb::sum_from(ints{1}, 0.5, 1), 1.5);
  EXPECT_EQ((kb::sum(kb::tuple<int64, double>{1, 2.5}, 1)), 3.5);
  EXPECT_EQ(kb::python_sum_from(ints{1}, int64{4}, 1), 5);
  EXPECT_EQ(kb::min_item(ints{3, 1, 2}, 1), 1);
  EXPECT_EQ(kb::max_item(kb::range{0, 9, 2}, 1), 8);
  EXPECT_EQ(kb::max_item(kb::list<double>{1.0, kb::quiet_nan, 2.0}, 1), 2.0);
  EXPECT_EQ(raised([] { kb::min_item(ints::make(), 1); }), "ValueError: min() arg is an empty sequence");
  EXPECT_EQ(kb::len(ints{3, 1}) + kb::len(s("\u20ac")), 3);
  EXPECT_EQ(repr_of(kb::to_list(kb::to_set(kb::to_variadic(ints{1, 1, 2})))), "[1, 2]");
  EXPECT_TRUE(kb::any(ints{0, 1}, 1) && !kb::all(ints{0, 1}, 1) && kb::all(ints::make(), 1));
  EXPECT_EQ(repr_of(kb::divmod_tuple(int64{7}, int64{-2}, 1)), "(-4, -1)");
}

TEST(Unpack, Texts) {
  EXPECT_EQ(raised([] { kb::check_unpack(ints{1}, 2, 1); }), "ValueError: not enough values to unpack (expected 2, got 1)");
  EXPECT_EQ(raised([] { kb::check_unpack(3, 2, 1); }), "ValueError: too many values to unpack (expected 2)");
  EXPECT_EQ(raised([] { kb::check_unpack_star(ints{1}, 2, 1); }), "ValueError: not enough values to unpack (expected at least 2, got 1)");
}

TEST(Truth, Arrays) {
  const kb::array<double, 1> none = kb::empty<double, 1>({0}, 1), two = kb::empty<double, 1>({2}, 1);
  EXPECT_EQ(raised([&] { kb::truth(two, 1); }), "ValueError: The truth value of an array with more than one element is ambiguous. Use a.any() or a.all()");
  EXPECT_EQ(raised([&] { kb::truth(none, 1); }).substr(0, 43), "ValueError: The truth value of an empty arr");
  EXPECT_TRUE(kb::truth(2.5, 1) && !kb::truth(ints::make(), 1) && kb::truth(s("a"), 1) && !kb::truth(kb::range{0, 0, 1}, 1));
}

int64 deep(int64 n) {
  kb::guard_recursion(1);
  return n == 0 ? 0 : 1 + deep(n - 1);
}
TEST(Recursion, Guard) {
  EXPECT_EQ(deep(500), 500);
  EXPECT_EQ(raised([] { deep(10000000); }), "RecursionError: maximum recursion depth exceeded");
  EXPECT_EQ(deep(500), 500);
}

TEST(Math, Errors) {
  EXPECT_EQ(raised([] { kb::math::sqrt(-1, 1); }), "ValueError: math domain error");
  EXPECT_EQ(raised([] { kb::math::log(0, 1); }), "ValueError: math domain error");
  EXPECT_EQ(raised([] { kb::math::exp(1000, 1); }), "OverflowError: math range error");
  EXPECT_EQ(raised([] { kb::math::pow(0, -1, 1); }), "ValueError: math domain error");
  EXPECT_EQ(raised([] { kb::math::pow(10, 400, 1); }), "OverflowError: math range error");
  EXPECT_EQ(raised([] { kb::math::pow(-8, 1.0 / 3, 1); }), "ValueError: math domain error");
  EXPECT_EQ(raised([] { kb::math::floor(1e20, 1); }).substr(0, 13), "OverflowError");
  EXPECT_EQ(raised([] { kb::math::gamma(-1, 1); }), "ValueError: math domain error");
  EXPECT_EQ(raised([] { kb::math::gamma(172, 1); }), "OverflowError: math range error");
  EXPECT_EQ(raised([] { kb::math::factorial(21, 1); }).substr(0, 13), "OverflowError");
  EXPECT_EQ(raised([] { kb::math::fmod(1, 0, 1); }), "ValueError: math domain error");
  EXPECT_EQ(raised([] { kb::math::log(2, 1, 1); }), "ZeroDivisionError: float division by zero");
  EXPECT_EQ(raised([] { kb::math::fsum(kb::list<double>{kb::infinity, -kb::infinity}, 1); }), "ValueError: -inf + inf in fsum");
  EXPECT_EQ(kb::math::exp(-kb::infinity, 1), 0);
  EXPECT_TRUE(kb::is_nan(kb::math::sqrt(kb::quiet_nan, 1)));
}

TEST(Math, Values) {
  EXPECT_EQ(kb::math::fsum(kb::repeat(kb::list<double>{0.1}, 10, 1), 1), 1.0);
  EXPECT_EQ(kb::math::fsum(kb::list<double>{1e100, 1.0, -1e100, 1e-100, 1e50, -1.0, -1e50}, 1), 1e-100);
  EXPECT_EQ(kb::math::hypot(3, 4, 1), 5);
  EXPECT_EQ(kb::math::hypot(1, 2, 2, 1), 3);
  EXPECT_EQ(kb::math::dist(kb::tuple<double, double>{1, 1}, kb::tuple<double, double>{4, 5}, 1), 5);
  EXPECT_EQ(kb::math::dist(kb::list<double>{1, 1}, kb::list<double>{4, 5}, 1), 5);
  EXPECT_EQ(kb::math::gcd(-12, 18, 1), 6);
  EXPECT_EQ(kb::math::lcm(4, 6, 1), 12);
  EXPECT_EQ(kb::math::comb(62, 31, 1), 465428353255261088);
  EXPECT_EQ(kb::math::perm(10, 3, 1), 720);
  EXPECT_EQ(kb::math::factorial(20, 1), 2432902008176640000);
  EXPECT_EQ(kb::math::isqrt(std::numeric_limits<int64>::max(), 1), 3037000499);
  EXPECT_EQ(kb::math::prod(ints{2, 3}, 1), 6);
  EXPECT_EQ(kb::math::prod(kb::list<double>{2, 3}, 1), 6);
  EXPECT_EQ(repr_of(kb::math::frexp(10, 1)) + repr_of(kb::math::modf(-2.5, 1)), "(0.625, 4)(-0.5, -2.0)");
  EXPECT_EQ(kb::math::gamma(0.5, 1), 1.7724538509055159);
  EXPECT_EQ(kb::math::ulp(1, 1), 2.220446049250313e-16);
  EXPECT_TRUE(kb::math::isclose(1, 1 + 1e-10, 1) && !kb::math::isclose(1, 1.1, 1));
}

TEST(Complex, Arithmetic) {
  using c = kb::complex<double>;
  EXPECT_EQ(repr_of(kb::truediv(c(1, 2), c(3, 4), 1)), "(0.44+0.08j)");
  EXPECT_EQ(raised([] { kb::truediv(c(1, 2), c(0, 0), 1); }), "ZeroDivisionError: complex division by zero");
  EXPECT_EQ(repr_of(kb::pow(c(1, 2), c(2, 0), 1)), "(-3+4j)");
  EXPECT_EQ(repr_of(kb::pow_complex(-8, 1.0 / 3, 1)), "(1.0000000000000002+1.7320508075688772j)");
  EXPECT_EQ(kb::hash_of(c(1, 0)), 1);
  EXPECT_TRUE(kb::eq(c(1, 0), int64{1}));
  EXPECT_EQ(raised([] { kb::cmath::log(c(0, 0), 1); }), "ValueError: math domain error");
}

}  // namespace
