// Builds small IR functions by hand.
#pragma once

#include <initializer_list>
#include <string>
#include <vector>

#include "ir/nodes.hpp"

namespace keelback::test {

using namespace ir;
using types::DType;
using types::Type;
using types::TypeTable;

// One function under construction. Spans are byte offsets: `line(n)` makes those of line n in `source`, in which every line is "x\n".
struct Make {
  Module& module;
  TypeTable& types;
  Function& f;
  InstanceId id;
  std::uint32_t at = 0;

  Make(Module& m, TypeTable& t, std::string name, Type result) : module(m), types(t), f(m.functions.emplace_back()), id{std::uint32_t(m.functions.size() - 1)} {
    f.name = name;
    f.symbol = name;
    f.result = result;
  }
  Span span() const { return {at, at + 1}; }
  Make& line(int n) {
    at = std::uint32_t(n - 1) * 2;
    return *this;
  }
  LocalId parameter(std::string name, Type type) {
    LocalId local = f.add_local(std::move(name), type);
    f[local].is_parameter = true;
    f.parameters.push_back(local);
    return local;
  }
  LocalId local(std::string name, Type type) { return f.add_local(std::move(name), type); }
  ExprId add(ExprNode node, Type type) { return f.add(std::move(node), type, span()); }
  ExprId read(LocalId l) { return add(ReadLocal{l}, f[l].type); }
  ExprId literal(std::int64_t v) { return add(Constant{}, types.literal(v)); }
  ExprId literal(int v) { return literal(std::int64_t(v)); }
  ExprId literal(double v) { return add(Constant{}, types.literal(v)); }
  ExprId literal(const char* v) { return add(Constant{}, types.literal(std::string_view(v))); }
  ExprId none() { return add(Constant{}, types.none); }
  ExprId convert(ExprId e, Type to) { return add(Convert{e}, to); }
  ExprId binary(BinaryOp op, ExprId a, ExprId b, Type type, Rules rules = Rules::python, bool checked = true) { return add(Arithmetic{op, rules, a, b, checked}, type); }
  ExprId compare(CompareOp op, ExprId a, ExprId b) { return add(Compare{op, a, b}, types.boolean); }
  ExprId element(LocalId array, std::vector<ExprId> indices, Bounds bounds = Bounds::checked) {
    const std::size_t n = indices.size();
    return add(ReadElement{read(array), std::move(indices), std::vector<Bounds>(n, bounds)}, types.scalar(f[array].type->dtype));
  }
  ExprId extent(LocalId array, int axis) { return add(Extent{read(array), axis}, types.integer); }
  RuntimeId runtime(std::string symbol, std::string header, bool takes_line, Effects effects = Effects::none) {
    module.runtime.push_back({std::move(symbol), std::move(header), effects, takes_line});
    return RuntimeId{std::uint32_t(module.runtime.size() - 1)};
  }
  StmtId stmt(StmtNode node) { return f.add(std::move(node), span()); }
  StmtId assign(LocalId l, ExprId v) { return stmt(Assign{l, v}); }
  StmtId ret(ExprId v) { return stmt(Return{v}); }
  StmtId for_range(LocalId l, ExprId start, ExprId stop, ExprId step, Block body, Block orelse = {}) {
    return stmt(ForRange{l, start, stop, step, std::move(body), std::move(orelse)});
  }
};

inline std::string lines_of_x(int count) {
  std::string text;
  for (int i = 0; i < count; ++i) text += "x\n";
  return text;
}

}  // namespace keelback::test
