// What Python does with objects (ir::Dynamic), and values on their way there and back.
#include <fmt/format.h>

#include "emit/function_emitter.hpp"
#include "ir/print.hpp"

namespace keelback::emit {

std::string FunctionEmitter::handed(const std::string& value, Type type) {
  context_.hands_over = true;
  const Type stored = types::base_of(type);
  return fmt::format("kb::python::hand<{}>({}, {})", cpp(stored), value, context_.descriptors.of(stored));
}

std::string FunctionEmitter::python_name(HeldName what, const std::string& text) {
  if (text.empty()) return "nullptr";
  std::string& name = context_.python_names[{what, text}];
  const char* const kind = what == HeldName::keywords ? "keywords_" : what == HeldName::imported ? "imported_" : "name_";
  if (name.empty()) name = context_.names.unique(kind + sanitize(text));
  return "&" + name;
}

Value FunctionEmitter::to_object(const Value& value, Type from, int line) {
  need("dynamic.hpp");
  return {fmt::format("kb::python::to_object({}, {})", handed(value.text, from), line_argument(line))};
}

Value FunctionEmitter::from_object(const Value& value, Type to, int line) {
  const Type stored = types::base_of(to);
  return {fmt::format("kb::python::from_object<{}>({}, {}, {})", cpp(stored), value.text, context_.descriptors.of(stored), line_argument(line))};
}

Value FunctionEmitter::dynamic(const ir::Dynamic& node, ExprId id) {
  need("dynamic.hpp");
  const std::vector<Value> values = ordered(node.operands, Form::exact);
  const int line = line_of(id);
  std::vector<std::string> operands;
  for (std::size_t i = 0; i < values.size(); ++i) operands.push_back(handed(values[i].text, type(node.operands[i])));
  set_line(line);  // native functions that Python calls in turn
  const std::string at = line_argument(line), all = fmt::format("{{{}}}", fmt::join(operands, ", "));
  switch (node.op) {
    case ir::DynamicOp::length: return {fmt::format("kb::python::length({}, {})", values[0].text, at)};
    case ir::DynamicOp::iterate: return {fmt::format("kb::python::iterate({}, {})", operands[0], at)};
    case ir::DynamicOp::call_in_frame:
    case ir::DynamicOp::call_method_in_frame: {
      // What is kept of the call is of that line.
      const std::string& function = context_.function_names[frame_.of.value];
      context_.frames[frame_.of.value] = true;
      return {fmt::format("kb::python::call_in_frame({}_frame, {}, kb::python::op::{}, {}, {}, {}, {})", function, !caught_.empty(), node.op == ir::DynamicOp::call_in_frame ? "call" : "call_method",
                          python_name(HeldName::text, fmt::format("{}:{}:{}", node.name, function, line)), all, python_name(HeldName::keywords, fmt::format("{}", fmt::join(node.keywords, ","))), at)};
    }
    default: break;
  }
  const std::string op = fmt::format("kb::python::op::{}", ir::spelling(node.op));
  const std::string name = python_name(node.op == ir::DynamicOp::imported ? HeldName::imported : HeldName::text, node.name);
  if (type(id)->kind == Kind::boolean) return {fmt::format("kb::python::perform_test({}, {}, {})", op, all, at)};
  return {fmt::format("kb::python::perform({}, {}, {}, {}, {})", op, name, all, python_name(HeldName::keywords, fmt::format("{}", fmt::join(node.keywords, ","))), at)};
}

}  // namespace keelback::emit
