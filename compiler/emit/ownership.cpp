// Locals that hold no reference of their own: borrowed ones, and objects in the frame (passes/borrow.cpp, passes/place_objects.cpp).
#include <fmt/format.h>

#include <algorithm>

#include "emit/function_emitter.hpp"
#include "ir/walk.hpp"

namespace keelback::emit {

// A local is declared by what is bound to it first; the value of a borrowed one that is bound again is in a variable beside it.
void FunctionEmitter::define(LocalId local, const std::string& value, bool is_constant) {
  const std::string type = cpp(function_[local].type);
  if (!function_[local].borrowed) return out_->line(fmt::format("{}{} {} = {};", is_constant ? "const " : "", type, name(local), value));
  need("borrowed.hpp");
  if (binds_[local.value] == 1) return out_->line(fmt::format("const {0}& {1} = kb::borrowed<{0}>({2}).value;", type, name(local), value));
  holders_[local.value] = names_.unique(name(local) + "_held");
  out_->line(fmt::format("kb::borrowed<{}> {}({});", type, holders_[local.value], value));
  out_->line(fmt::format("const {}& {} = {}.value;", type, name(local), holders_[local.value]));
}

// The variable that an assignment borrows from as a whole, where it stays what it is for as long as the local is read: a reference to it does. The C++ compiler keeps
// the fields of either in registers, but not those of a copy of its bytes.
const std::string* FunctionEmitter::lender_of(const ir::Assign& node) const {
  if (!function_[node.local].borrowed || binds_[node.local.value] != 1) return nullptr;
  if (const std::string* piece = piece_of(node.value)) return piece;
  const auto* read = std::get_if<ir::ReadLocal>(&function_[node.value].node);
  if (read == nullptr || read->checked || function_[read->local].borrowed || function_[read->local].is_parameter || function_[read->local].type != function_[node.local].type) return nullptr;
  return &name(read->local);
}

std::string FunctionEmitter::hoist_borrowed(ExprId id, std::string_view purpose) {
  need("borrowed.hpp");
  const std::string value = exact(id).text;
  const std::string name = temporary(purpose);
  out_->line(fmt::format("const {0}& {1} = kb::borrowed<{0}>({2}).value;", cpp(type(id)), name, value));
  return name;
}

const std::string& FunctionEmitter::target(LocalId local) const {
  return holders_[local.value].empty() ? name(local) : holders_[local.value];
}

void FunctionEmitter::make_in_frame(LocalId local, ExprId value) {
  const std::string& klass = context_.classes[function_[local].type->klass].type;
  const std::string object = names_.unique(name(local) + "_object");
  if (std::holds_alternative<ir::MakeObject>(function_[value].node)) {
    out_->line(fmt::format("kb::frame_object<{}> {}({}, {});", klass, object, context_.classes[function_[local].type->klass].state_object(), line_argument(line_of(value))));
  } else {
    const std::string made = fresh_value(value);
    out_->line(fmt::format("kb::frame_object<{}> {}({});", klass, object, std::ranges::find(frame_objects_, made) != frame_objects_.end() ? fmt::format("std::move({})", made) : made));
  }
  out_->line(fmt::format("const kb::ref<{0}>& {1} = kb::borrowed<kb::ref<{0}>>({2}).value;", klass, name(local), object));
  frame_objects_[local.value] = object;
}

// As a kb::frame_object: a call that gives one, or the name of one.
std::string FunctionEmitter::fresh_value(ExprId id) {
  const ir::Expr& expr = function_[id];
  if (const auto* call = std::get_if<ir::Call>(&expr.node)) return this->call(*call, id, true).text;
  if (const auto* read = std::get_if<ir::ReadLocal>(&expr.node)) return frame_objects_[read->local.value];
  if (const auto* let = std::get_if<ir::Let>(&expr.node)) {
    bind(*let);
    return fresh_value(let->body);
  }
  const ClassNames& names = context_.classes[expr.type->klass];
  return fmt::format("kb::frame_object<{}>({}, {})", names.type, names.state_object(), line_argument(line_of(id)));
}

// The function that gives the object itself, and the one that everybody else calls.
std::string FunctionEmitter::fresh_signature() {
  const std::string plain = signature();
  const std::string& klass = context_.classes[function_.result->klass].type;
  const std::string head = fmt::format("{} {}(", cpp(function_.result), context_.function_names[instance_.value]);
  return fmt::format("kb::frame_object<{}> {}({}", klass, context_.fresh_names[instance_.value], plain.substr(head.size()));
}

std::string FunctionEmitter::boxing_definition() {
  std::string arguments;
  for (const LocalId id : function_.parameters) {
    const bool copied = assigned_[id.value] && (function_[id].type->kind == Kind::array || !is_trivial(function_[id].type));
    arguments += fmt::format("{}{}{}", arguments.empty() ? "" : ", ", name(id), copied ? "_argument" : "");
  }
  return fmt::format("{} {{ return {}({}).box({}, {}); }}\n", signature(), context_.fresh_names[instance_.value], arguments, context_.classes[function_.result->klass].state_object(),
                     line_of(function_.span));
}

bool FunctionEmitter::is_place(ExprId id) const {
  const ir::ExprNode& node = function_[id].node;
  if (std::holds_alternative<ir::ReadLocal>(node)) return true;
  if (const auto* field = std::get_if<ir::ReadField>(&node)) return is_place(field->object);
  if (const auto* item = std::get_if<ir::TupleItem>(&node)) return is_place(item->tuple);
  if (const auto* converted = std::get_if<ir::Convert>(&node)) {
    const Type from = type(converted->operand), to = type(id);
    return to->kind == Kind::instance && (from->kind == Kind::instance || from->kind == Kind::union_) && is_place(converted->operand);
  }
  return false;
}

// An object whose fields are about to be read or written: by reference where it lies somewhere.
std::string FunctionEmitter::object_operand(ExprId id) {
  if (is_reusable(id)) return operand(id);
  if (!is_place(id)) return hoist(id, "object");
  const std::string value = text(id);
  const std::string name = temporary("object");
  out_->line(fmt::format("const {}& {} = {};", cpp(type(id)), name, value));
  return name;
}

}  // namespace keelback::emit
