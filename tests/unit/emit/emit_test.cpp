#include "emit/emit.hpp"

#include <gtest/gtest.h>

#include "../ir/make_ir.hpp"
#include "ir/print.hpp"
#include "ir/verify.hpp"
#include "run_cpp.hpp"

namespace keelback::test {
namespace {

struct Emit : ::testing::Test {
  TypeTable types;
  Module module;
  support::SourceFile source{"mod.py", lines_of_x(60)};
  Type f8 = types.array(DType::float64, 1), f8_2 = types.array(DType::float64, 2), f8_scalar = types.scalar(DType::float64);

  Emit() {
    module.name = "mod";
    module.files = {"mod.py"};
  }
  std::string cpp() {
    for (const std::string& message : verify(module)) ADD_FAILURE() << message;
    const support::SourceFile* sources[] = {&source};
    return emit::emit_module(module, sources, {{}, "mod.py", ""}).cpp;
  }
  std::string run(const std::string& main_body) {
    const std::string text = cpp();
    const ProgramRun result = run_cpp(text, main_body);
    if (result.status != 0) {
      ADD_FAILURE() << result.output;
      return "";
    }
    if (std::getenv("KEELBACK_SHOW")) std::fputs(text.c_str(), stderr);
    return result.output;
  }
};

// def dot(a, b): s = 0.0; for i in range(len(a)): s += a[i] * b[i]; return s
TEST_F(Emit, LoopOverArrays) {
  Make m(module, types, "dot", types.floating);
  const LocalId a = m.parameter("a", f8), b = m.parameter("b", f8), s = m.local("s", types.floating), i = m.local("i", types.integer);
  const ExprId product = m.line(4).binary(BinaryOp::multiply, m.convert(m.element(a, {m.read(i)}, Bounds::proved), types.floating),
                                          m.convert(m.element(b, {m.read(i)}), types.floating), types.floating);
  const StmtId add = m.assign(s, m.binary(BinaryOp::add, m.read(s), product, types.floating));
  m.f.body = {m.line(2).assign(s, m.literal(0.0)), m.line(3).for_range(i, m.literal(0), m.extent(a, 0), m.literal(1), {add}), m.line(5).ret(m.read(s))};
  EXPECT_EQ(run(R"(
    double x[] = {1, 2, 3}, y[] = {4, 5, 6};
    kb::view<double, 1> a{x, nullptr, {3}, {1}}, b{y, nullptr, {3}, {1}}, c{y, nullptr, {2}, {1}};
    std::printf("%g\n", dot(a, b));
    try { dot(a, c); } catch (kb::error& e) { show(e); })"),
            "32\nIndexError: index 2 is out of bounds for axis 0 with size 2 [dot:4]\n");
}

// def fib(n: int) -> int: return n if n < 2 else fib(n - 1) + fib(n - 2)
TEST_F(Emit, RecursionAndFrames) {
  Make m(module, types, "fib", types.integer);
  const LocalId n = m.parameter("n", types.integer);
  const auto call = [&](int k) { return m.add(Call{m.id, {m.binary(BinaryOp::subtract, m.read(n), m.literal(k), types.integer)}}, types.integer); };
  m.line(2);
  const ExprId first = call(1);
  m.line(3);
  const ExprId second = call(2);
  m.line(2);
  const ExprId sum = m.binary(BinaryOp::add, first, second, types.integer);
  m.f.body = {m.ret(m.add(Select{m.compare(CompareOp::less, m.read(n), m.literal(2)), m.read(n), sum}, types.integer))};
  EXPECT_EQ(run(R"(std::printf("%d\n", int(fib(20)));)"), "6765\n");
}

// (a + b) * 2.0 fused; sum of a - b without an array
TEST_F(Emit, FusedTrees) {
  Make m(module, types, "fused", f8);
  const LocalId a = m.parameter("a", f8), b = m.parameter("b", f8);
  const RuntimeId add = m.runtime("kb::ufunc::add<double>", "ufuncs.hpp", false), multiply = m.runtime("kb::ufunc::multiply<double>", "ufuncs.hpp", false);
  const ExprId sum = m.line(2).add(Elementwise{add, {m.read(a), m.read(b)}}, f8);
  m.f.body = {m.ret(m.add(Elementwise{multiply, {sum, m.convert(m.literal(2), f8_scalar)}}, f8))};

  Make r(module, types, "total", types.floating);
  const LocalId c = r.parameter("c", f8), d = r.parameter("d", f8);
  const RuntimeId subtract = r.runtime("kb::ufunc::subtract<double>", "ufuncs.hpp", false);
  const ExprId difference = r.line(5).add(Elementwise{subtract, {r.read(c), r.read(d)}}, f8);
  r.f.body = {r.ret(r.convert(r.add(Reduce{ReduceOp::sum, difference, {}, false, {}, DType::float64}, f8_scalar), types.floating))};

  // c[1:] = d[:-1] * d; c += d
  Make s(module, types, "store", types.none);
  const LocalId e = s.parameter("e", f8), g = s.parameter("g", f8);
  const ExprId target = s.line(8).add(Subscript{s.read(e), {AtSlice{s.literal(1), {}, {}}}}, f8);
  const ExprId part = s.add(Subscript{s.read(g), {AtSlice{{}, s.literal(-1), {}}}}, f8);
  const StmtId store = s.stmt(StoreView{target, s.add(Elementwise{multiply, {part, s.literal(10.0)}}, f8), {}});
  const StmtId update = s.line(9).stmt(StoreView{s.read(e), s.read(g), add});
  s.f.body = {store, update, s.ret(s.none())};
  EXPECT_EQ(run(R"(
    double x[] = {1, 2, 3}, y[] = {4, 5, 6};
    kb::view<double, 1> a{x, nullptr, {3}, {1}}, b{y, nullptr, {3}, {1}}, c{y, nullptr, {2}, {1}};
    auto r = fused(a, b);
    std::printf("%g %g %g; %g\n", r(0), r(1), r(2), total(a, b));
    try { fused(a, c); } catch (kb::error& e) { show(e); }
    store(a, b);
    std::printf("%g %g %g\n", a(0), a(1), a(2));)"),
            "10 14 18; -9\nValueError: operands could not be broadcast together with shapes (3,) (2,)  [fused:2]\n5 45 56\n");
}

// for k in range(n): try: if k == 3: break; if k == 5: continue; finally: count += 1   else: count += 100
TEST_F(Emit, FinallyAndLoopElse) {
  Make m(module, types, "leave", types.integer);
  const LocalId n = m.parameter("n", types.integer), stop = m.parameter("stop", types.integer), count = m.local("count", types.integer), k = m.local("k", types.integer);
  const auto increase = [&](int by) { return m.assign(count, m.binary(BinaryOp::add, m.read(count), m.literal(by), types.integer)); };
  m.line(4);
  const StmtId leave = m.stmt(If{m.compare(CompareOp::equal, m.read(k), m.read(stop)), {m.stmt(Break{})}, {}});
  const StmtId back = m.stmt(If{m.compare(CompareOp::equal, m.read(k), m.literal(7)), {m.ret(m.read(count))}, {}});
  const StmtId zero = m.line(5).stmt(Evaluate{m.binary(BinaryOp::floor_divide, m.literal(10), m.binary(BinaryOp::subtract, m.read(k), m.literal(2), types.integer), types.integer)});
  const StmtId inner = m.stmt(Try{{zero}, {Handler{{"ZeroDivisionError"}, {}, {increase(10)}}}, {increase(1000)}, {}});
  const StmtId guarded = m.stmt(Try{{leave, back, inner}, {}, {}, {increase(1)}});
  m.f.body = {m.line(2).assign(count, m.literal(0)), m.line(3).for_range(k, m.literal(0), m.read(n), m.literal(1), {guarded}, {increase(100)}),
              m.line(9).ret(m.read(count))};
  EXPECT_EQ(run(R"(
    std::printf("%d %d %d\n", int(leave(2, 9)), int(leave(4, 3)), int(leave(10, 90)));)"),
            "2102 2014 6017\n");
}

// Both calls change the array: left to right. A raise in the second keeps the first's effect.
TEST_F(Emit, EvaluationOrder) {
  Make p(module, types, "push", f8_scalar);
  const LocalId a = p.parameter("a", f8), v = p.parameter("v", f8_scalar);
  const ExprId moved = p.line(2).binary(BinaryOp::add, p.binary(BinaryOp::multiply, p.element(a, {p.literal(0)}), p.literal(10.0), f8_scalar, Rules::numpy), p.read(v), f8_scalar, Rules::numpy);
  p.f.body = {p.stmt(StoreElement{p.read(a), {p.literal(0)}, {Bounds::checked}, moved}), p.line(3).ret(p.element(a, {p.literal(0)}))};

  Make m(module, types, "order", f8_scalar);
  const LocalId b = m.parameter("b", f8);
  m.line(6);
  const auto call = [&](double value) { return m.add(Call{p.id, {m.read(b), m.convert(m.literal(value), f8_scalar)}}, f8_scalar); };
  const ExprId first = call(1), second = m.binary(BinaryOp::multiply, call(2), call(3), f8_scalar, Rules::numpy);
  m.f.body = {m.ret(m.binary(BinaryOp::add, first, second, f8_scalar, Rules::numpy))};
  EXPECT_EQ(run(R"(
    double x[] = {0};
    kb::view<double, 1> a{x, nullptr, {1}, {1}}, none{x, nullptr, {0}, {1}};
    const double r = order(a); std::printf("%g %g\n", r, x[0]);
    try { order(none); } catch (kb::error& e) { show(e); })"),
            "1477 123\nIndexError: index 0 is out of bounds for axis 0 with size 0 [push:2] [order:6]\n");
}

// A swap through parallel moves; a step that is not 1; overflow; short circuit with a statement inside.
TEST_F(Emit, MovesStepsAndChecks) {
  Make m(module, types, "steps", types.integer);
  const LocalId start = m.parameter("start", types.integer), stop = m.parameter("stop", types.integer), step = m.parameter("step", types.integer);
  const LocalId x = m.local("x", types.integer), y = m.local("y", types.integer), i = m.local("i", types.integer);
  const StmtId grow = m.line(3).assign(x, m.binary(BinaryOp::add, m.binary(BinaryOp::multiply, m.read(x), m.literal(3), types.integer), m.literal(1), types.integer));
  const StmtId swap = m.stmt(Moves{{{x, m.read(y)}, {y, m.read(x)}}});
  m.f.body = {m.line(2).assign(x, m.literal(1)), m.assign(y, m.literal(2)), m.line(3).for_range(i, m.read(start), m.read(stop), m.read(step), {grow, swap}),
              m.line(4).ret(m.binary(BinaryOp::subtract, m.read(x), m.read(y), types.integer))};
  EXPECT_EQ(run(R"(
    std::printf("%ld\n", long(steps(0, 10, 3)));
    std::printf("%ld\n", long(steps(INT64_MAX - 1, INT64_MAX, 5)));
    try { steps(0, 10, 0); } catch (kb::error& e) { show(e); })"),
            "-9\n-2\nValueError: range() arg 3 must not be zero [steps:3]\n");
}

TEST_F(Emit, Names) {
  Make m(module, types, "class", types.integer);
  const LocalId a = m.parameter("int", types.integer), b = m.parameter("\xce\xb1", types.integer), c = m.parameter("__x", types.integer);
  m.f.body = {m.line(2).ret(m.binary(BinaryOp::add, m.read(a), m.binary(BinaryOp::add, m.read(b), m.read(c), types.integer), types.integer))};
  EXPECT_EQ(run(R"(std::printf("%d\n", int(class_(1, 2, 3)));)"), "6\n");
}

}  // namespace
}  // namespace keelback::test
