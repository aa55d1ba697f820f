// Named tuples: tuples whose items have names too. Everything that a tuple does, they do as tuples.
#include <algorithm>

#include "check/function_checker.hpp"

namespace keelback::check {

using types::is;

Type FunctionChecker::named_tuple(std::string_view python_class, const std::vector<std::string>& fields, std::span<const Type> items) {
  const std::size_t colon = python_class.find(':');
  const std::string_view module = python_class.substr(0, colon), name = python_class.substr(colon + 1);
  const auto same_items = [&](Type known) { return std::ranges::equal(known->args, items); };
  for (const NamedTupleInfo& known : program_.named_tuples) {
    if (known.type != nullptr && known.name == name && program_.module.named_tuples[known.id].module == module && same_items(known.type)) return known.type;
  }
  NamedTupleInfo& info = program_.named_tuples.emplace_back();
  info.id = types::ClassId(program_.named_tuples.size() - 1);
  info.name = std::string(name);
  for (const std::string& field : fields) info.fields.push_back({field, nullptr});
  info.type = types.named_tuple(info.id, name, items);
  program_.module.named_tuples.push_back({info.name, std::string(module), types::storage_of(types, info.type), fields});
  return info.type;
}

std::optional<ExprId> FunctionChecker::named_tuple_attribute(ExprId tuple, const ast::Attribute& node, Span span) {
  if (!types::is_named_tuple(type(tuple))) return std::nullopt;
  const NamedTupleInfo& info = named_tuple_of(type(tuple));
  for (std::size_t i = 0; i < info.fields.size(); ++i) {
    if (info.fields[i].name != node.attr) continue;
    const Type item = type(tuple)->args[i];
    if (is(item, Kind::literal)) return constant(item, span);
    return add(ir::TupleItem{tuple, int(i)}, item, span);
  }
  if (node.attr == "_fields") {
    std::vector<ExprId> names;
    std::vector<Type> all;
    for (const NamedTupleInfo::Field& field : info.fields) {
      all.push_back(types.literal(std::string_view(field.name)));
      names.push_back(constant(all.back(), span));
    }
    return add(ir::MakeTuple{std::move(names)}, types.tuple(all), span);
  }
  const auto method = info.methods.find(node.attr);
  if (method == info.methods.end()) return std::nullopt;
  const auto& decorators = method->second->decorator_list;
  const auto* name = decorators.size() == 1 ? ast::as<ast::Name>(decorators[0]) : nullptr;
  if (name == nullptr || name->id != "property") fail(unsupported, span, "a method that is not called");
  return call_value_method(*method->second, *info.module, tuple, {}, span);
}

std::optional<ExprId> FunctionChecker::named_tuple_method(ExprId tuple, const ast::Attribute& node, const std::vector<LibraryArgument>& args, Span span) {
  if (!types::is_named_tuple(type(tuple))) return std::nullopt;
  const NamedTupleInfo& info = named_tuple_of(type(tuple));
  if (const auto method = info.methods.find(node.attr); method != info.methods.end()) {
    const auto& decorators = method->second->decorator_list;
    if (decorators.empty()) return call_value_method(*method->second, *info.module, tuple, args, span);
    const auto* name = ast::as<ast::Name>(decorators[0]);
    if (decorators.size() == 1 && name != nullptr && name->id == "staticmethod") return call_value_method(*method->second, *info.module, std::nullopt, args, span);
    if (decorators.size() == 1 && name != nullptr && name->id == "classmethod") return call_value_method(*method->second, *info.module, add(ir::Constant{}, types.type_object(info.type), span), args, span);
    if (decorators.size() == 1 && name != nullptr && name->id == "property") return call_value(*named_tuple_attribute(tuple, node, span), args, span);
    fail(decorated, decorators[0]->span, info.module->file->text(decorators[0]->span));
  }
  if (node.attr == "_asdict" && args.empty()) {
    const Reuse kept = reuse(tuple, "tuple");
    std::vector<ExprId> keys, values;
    Type joined = types.never;
    for (const Type item : type(tuple)->args) joined = types.join(joined, types::storage_of(types, item));
    for (std::size_t i = 0; i < info.fields.size(); ++i) {
      keys.push_back(convert(constant(types.literal(std::string_view(info.fields[i].name)), span), types.string, span));
      values.push_back(convert(add(ir::TupleItem{read(kept, span), int(i)}, type(tuple)->args[i], span), joined, span));
    }
    return wrap(kept, add(ir::MakeDict{std::move(keys), std::move(values)}, types.dict(types.string, joined), span));
  }
  if (node.attr == "_replace") {
    const Reuse kept = reuse(tuple, "tuple");
    std::vector<ExprId> items(info.fields.size());
    std::vector<bool> given(info.fields.size(), false);
    std::vector<Reuse> values;
    for (const LibraryArgument& arg : args) {
      const auto field = std::ranges::find(info.fields, arg.keyword, &NamedTupleInfo::Field::name);
      if (arg.keyword.empty() || field == info.fields.end()) fail(call_arguments_wrong, span, "_replace", "it takes fields by their names");
      const std::size_t i = std::size_t(field - info.fields.begin());
      values.push_back(reuse(arg.expr, "value"));
      items[i] = convert(read(values.back(), arg.span), info.type->args[i], arg.span);
      given[i] = true;
    }
    for (std::size_t i = 0; i < items.size(); ++i) {
      if (!given[i]) items[i] = convert(add(ir::TupleItem{read(kept, span), int(i)}, type(tuple)->args[i], span), info.type->args[i], span);
    }
    ExprId made = add(ir::MakeTuple{std::move(items)}, info.type, span);
    for (std::size_t i = values.size(); i-- > 0;) made = wrap(values[i], made);
    return wrap(kept, made);
  }
  return std::nullopt;
}

ExprId FunctionChecker::new_named_tuple(Type type_of_tuple, const std::vector<LibraryArgument>& args, Span span) {
  const NamedTupleInfo& info = named_tuple_of(type_of_tuple);
  if (info.refused) throw Unsupported{*info.refused};
  // In the order in which they are written, then in that of the fields.
  std::vector<Reuse> values;
  std::vector<std::optional<std::size_t>> argument(info.fields.size());
  for (std::size_t k = 0; k < args.size(); ++k) {
    std::size_t i = k;
    if (!args[k].keyword.empty()) {
      const auto field = std::ranges::find(info.fields, args[k].keyword, &NamedTupleInfo::Field::name);
      if (field == info.fields.end()) fail(call_arguments_wrong, span, info.name, "it has no field `" + std::string(args[k].keyword) + "`");
      i = std::size_t(field - info.fields.begin());
    }
    if (i >= info.fields.size()) fail(call_arguments_wrong, span, info.name, "too many arguments");
    if (argument[i]) fail(call_arguments_wrong, span, info.name, "`" + info.fields[i].name + "` is given twice");
    argument[i] = k;
    values.push_back(reuse(args[k].expr, "argument"));
  }
  std::vector<ExprId> items;
  for (std::size_t i = 0; i < info.fields.size(); ++i) {
    const Type wanted = info.type->args[i];
    ExprId item;
    if (argument[i]) {
      item = read(values[*argument[i]], args[*argument[i]].span);
      const Type exact = type(args[*argument[i]].expr);
      if (is(exact, Kind::literal)) item = constant(exact, args[*argument[i]].span);
      widen_to_declared(exact, wanted);
    } else {
      const ast::Expr* const value = info.fields[i].value;
      if (value == nullptr) fail(call_arguments_wrong, span, info.name, "`" + info.fields[i].name + "` is missing");
      const auto* plain = ast::as<ast::UnaryOp>(value);
      const bool is_constant = ast::is<ast::Constant>(plain != nullptr ? plain->operand : value) || ast::is<ast::Attribute>(value);
      // Evaluated once, when the class was made: Python has it.
      item = is_constant ? expression(*value) : field_default(info, i, span);
    }
    items.push_back(cast(convert(item, wanted, span), types::storage_of(types, wanted)));
  }
  ExprId made = add(ir::MakeTuple{std::move(items)}, info.type, span);
  for (std::size_t k = values.size(); k-- > 0;) made = wrap(values[k], made);
  return made;
}

ExprId FunctionChecker::field_default(const NamedTupleInfo& info, std::size_t field, Span span) {
  const std::string& where = module.named_tuples[info.id].module;
  const ExprId klass = dynamic(where.empty() ? ir::DynamicOp::name : ir::DynamicOp::imported, where.empty() ? info.name : where + "." + info.name, {}, types.object, span);
  const ExprId defaults = dynamic(ir::DynamicOp::attribute, "_field_defaults", {klass}, types.object, span);
  const ExprId name = convert(constant(types.literal(std::string_view(info.fields[field].name)), span), types.string, span);
  return dynamic(ir::DynamicOp::item, {}, {defaults, name}, types.object, span);
}

}  // namespace keelback::check
