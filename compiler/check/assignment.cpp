// Assignment in all its forms.
#include <algorithm>

#include "check/annotations.hpp"
#include "check/constant_values.hpp"
#include "check/function_checker.hpp"
#include "check/library_arguments.hpp"
#include "check/special_methods.hpp"
#include "ir/effects.hpp"

namespace keelback::check {

using types::is;

void FunctionChecker::assign(const ast::Assign& node, Span span) {
  if (assign_from_get(node, span)) return;
  if (const auto* attribute = ast::as<ast::Attribute>(node.targets[0]); attribute != nullptr && node.targets.size() == 1 && store_flag(*attribute, *node.value, span)) return;
  for (const auto* target : node.targets) declare_stored(*target, *node.value);
  ExprId value = expression(*node.value);
  if (node.targets.size() == 1) {
    // A new container of an annotated local: its items stay what the annotation says.
    const auto* name = ast::as<ast::Name>(node.targets[0]);
    const auto known = name != nullptr ? declared_names_.find(name->id) : declared_names_.end();
    const bool is_new = ast::is<ast::List>(node.value) || ast::is<ast::Set>(node.value) || ast::is<ast::Dict>(node.value);
    if (known != declared_names_.end() && is_new && types::is_container(type(value)) && types::storage_of(types, type(value)) == types::storage_of(types, known->second)) value = convert(value, known->second, span);
    return assign_to(*node.targets[0], value, span);
  }
  const Reuse shared = reuse(value, "value");
  if (shared.local) emit(ir::Assign{shared.local, value}, span);
  for (const auto* target : node.targets) assign_to(*target, read(shared, span), span);
}

void FunctionChecker::annotated_assign(const ast::AnnAssign& node, Span span) {
  const auto* name = ast::as<ast::Name>(node.target);
  if (node.value == nullptr && name == nullptr) return;
  const auto declared = declared_here(*node.annotation);
  if (declared && declared->size() == 1 && name != nullptr) declared_names_.insert_or_assign(name->id, declared->front().type);
  if (node.value == nullptr) return;
  if (declared && declared->size() == 1) {
    const Type wanted = declared->front().type;
    declare(*node.value, wanted);
    ExprId value = expression(*node.value);
    widen_to_declared(type(value), wanted);
    value = as_stored(value, wanted);
    return assign_to(*node.target, converts(type(value), wanted) ? convert(value, wanted, node.value->span) : value, span);
  }
  assign_to(*node.target, expression(*node.value), span);
}

void FunctionChecker::assign_to(const ast::Expr& target, ExprId value, Span span) {
  if (env_.dead) return;
  if (is(type(value), Kind::never)) {
    emit(ir::Evaluate{value}, span);
    env_.dead = true;
    return;
  }
  if (const auto* name = ast::as<ast::Name>(&target)) {
    if (globals_.contains(name->id)) return assign_global(name->id, value, span);
    return assign_name(name->id, value, span);
  }
  if (const auto* tuple = ast::as<ast::Tuple>(&target)) return unpack(tuple->elts, value, span);
  if (const auto* list = ast::as<ast::List>(&target)) return unpack(list->elts, value, span);
  if (const auto* item = ast::as<ast::Subscript>(&target)) {
    // Python evaluates the value first, then the container and the index.
    const Reuse kept = reuse(value, "value");
    if (kept.local) emit(ir::Assign{kept.local, value}, span);
    if (const auto* flat = flat_of(*item->value)) {
      const ExprId owner = expression(*flat->value);
      if (is(type(owner), Kind::array)) return store_flat(owner, *item->slice, read(kept, span), span);
      return store_subscript(attribute_of(owner, *flat, span), *item->slice, read(kept, span), span);
    }
    return store_subscript(expression(*item->value), *item->slice, read(kept, span), span);
  }
  if (ast::as<ast::Starred>(&target) != nullptr) fail(unsupported, target.span, "a starred target");
  store_attribute(*ast::as<ast::Attribute>(&target), value, span);
}

// What `global` gives to the module: Python has it.
void FunctionChecker::assign_global(std::string_view name, ExprId value, Span span) {
  tell_dynamic(std::string(name), span);
  if (program_.is_main(*def_.module)) {
    emit(ir::Evaluate{dynamic(ir::DynamicOp::set_name, std::string(name), {value}, types.object, span)}, span);
    return;
  }
  const Reuse kept = reuse(value, "value");
  if (kept.local) emit(ir::Assign{kept.local, value}, span);
  const ExprId modules = dynamic(ir::DynamicOp::imported, "sys.modules", {}, types.object, span);
  const ExprId owner = dynamic(ir::DynamicOp::item, {}, {modules, constant(types.literal(std::string_view(def_.module->name)), span)}, types.object, span);
  emit(ir::Evaluate{dynamic(ir::DynamicOp::set_attribute, std::string(name), {owner, read(kept, span)}, types.object, span)}, span);
}

// list(value)
ExprId FunctionChecker::listed(ExprId value, Span span) {
  return call_library(*program_.library.find_function("builtins", "list"), {{value, {}, span}}, span);
}

// a, *b, c = value: `b` is a new list.
void FunctionChecker::unpack_starred(const auto& targets, ExprId value, Span span) {
  std::size_t star = 0;
  while (ast::as<ast::Starred>(targets[star]) == nullptr) ++star;
  const ast::Expr& starred = *ast::as<ast::Starred>(targets[star])->value;
  const std::size_t others = targets.size() - 1, after = others - star;
  std::vector<ExprId> items;
  if (const Type whole = type(value); is(whole, Kind::tuple)) {
    if (whole->args.size() < others) fail(unpack_count, span, whole->args.size(), others);
    const LocalId kept = temporary("unpacked", types::storage_of(types, whole));
    emit(ir::Assign{kept, cast(value, function[kept].type)}, span);
    const auto item = [&](std::size_t i) {
      return is(whole->args[i], Kind::literal) ? constant(whole->args[i], span) : add(ir::TupleItem{read(kept, span), int(i)}, whole->args[i], span);
    };
    std::vector<ExprId> middle;
    const types::SiteId id = site(targets[star]);
    for (std::size_t i = star; i < whole->args.size() - after; ++i) {
      middle.push_back(item(i));
      widen({id}, nullptr, type(middle.back()));
    }
    const Type list = site_list(targets[star], Kind::list);
    for (ExprId& one : middle) one = convert(one, list->args[0], span);
    for (std::size_t i = 0; i < star; ++i) items.push_back(item(i));
    items.push_back(add(ir::MakeList{std::move(middle)}, list, span));
    for (std::size_t i = whole->args.size() - after; i < whole->args.size(); ++i) items.push_back(item(i));
  } else {
    const ExprId all = is(whole, Kind::list) ? value : listed(value, span);
    const LocalId kept = temporary("unpacked", type(all));
    emit(ir::Assign{kept, all}, span);
    const ir::RuntimeId check = runtime("kb::check_unpack_star", "unpack.hpp", ir::Effects::raises, true);
    emit(ir::Evaluate{call(check, {read(kept, span), integer(std::int64_t(others), span)}, types.none, span)}, span);
    const Type list = type(all);
    for (std::size_t i = 0; i < star; ++i) items.push_back(sequence_item(read(kept, span), integer(std::int64_t(i), span), span));
    const ir::RuntimeId cut = runtime("kb::get_slice", "list.hpp", ir::Effects::raises | ir::Effects::reads | ir::Effects::allocates, true);
    const std::int64_t flags = after > 0 ? 3 : 1;
    items.push_back(call(cut, {read(kept, span), integer(std::int64_t(star), span), integer(-std::int64_t(after), span), integer(0, span), integer(flags, span)}, list, span));
    for (std::size_t i = after; i > 0; --i) items.push_back(sequence_item(read(kept, span), integer(-std::int64_t(i), span), span));
  }
  for (std::size_t i = 0; i < items.size(); ++i) assign_to(i == star ? starred : *targets[i], items[i], span);
}

void FunctionChecker::unpack(const auto& targets, ExprId value, Span span) {
  value = without_none(value, "cannot unpack non-iterable NoneType object", span);
  if (is(type(value), Kind::object)) value = dynamic_unpacked(value, span);
  for (const auto* target : targets) {
    if (ast::as<ast::Starred>(target) != nullptr) return unpack_starred(targets, value, span);
  }
  if (is(type(value), Kind::instance)) value = iterator_of(value, span);
  if (is(type(value), Kind::iterator)) {
    // One item more is asked for than there are targets.
    const Type item = types::storage_of(types, iterated(types, type(value)));
    const ir::RuntimeId take = runtime("kb::take_unpack", "generator.hpp", ir::Effects::raises | ir::Effects::reads | ir::Effects::writes | ir::Effects::allocates, true);
    value = call(take, {value, integer(std::int64_t(targets.size()), span)}, types.list(item), span);
  }
  // What has no order of indices is unpacked as the list of its items.
  if (is(type(value), Kind::dict) || is(type(value), Kind::set) || is(type(value), Kind::frozenset) || is(type(value), Kind::view) || is(type(value), Kind::deque) || is(type(value), Kind::iterator)) value = listed(value, span);
  const Type whole = type(value);
  const LocalId kept = temporary("unpacked", types::storage_of(types, whole));
  std::vector<ExprId> items;
  if (is(whole, Kind::tuple)) {
    if (whole->args.size() != targets.size()) fail(unpack_count, span, whole->args.size(), targets.size());
    // (a, b = b, a): the items are all evaluated before the first target is assigned.
    const auto* made = std::get_if<ir::MakeTuple>(&function[value].node);
    if (made != nullptr) {
      const std::vector<ExprId> parts = made->items;
      for (std::size_t i = 0; i < parts.size(); ++i) {
        const Reuse part = is(type(parts[i]), Kind::literal) ? Reuse{{}, parts[i]} : Reuse{temporary("item", types::storage_of(types, type(parts[i]))), parts[i]};
        if (part.local) {
          emit(ir::Assign{part.local, parts[i]}, span);
          items.push_back(add(ir::ReadLocal{part.local}, type(parts[i]), span));
        } else {
          items.push_back(parts[i]);
        }
      }
    } else {
      // A loop's item has no other name: it is not copied.
      const auto* read_of = std::get_if<ir::ReadLocal>(&function[value].node);
      const bool is_temporary = read_of != nullptr && !function[read_of->local].name_id && function[read_of->local].type == function[kept].type;
      const LocalId from = is_temporary ? read_of->local : kept;
      if (!is_temporary) emit(ir::Assign{kept, cast(value, function[kept].type)}, span);
      for (std::size_t i = 0; i < targets.size(); ++i) {
        const Type item = whole->args[i];
        items.push_back(is(item, Kind::literal) ? constant(item, span) : add(ir::TupleItem{read(from, span), int(i)}, item, span));
      }
    }
  } else {
    const Type item = item_type(whole, span);
    emit(ir::Assign{kept, cast(value, function[kept].type)}, span);
    const ir::RuntimeId check = runtime("kb::check_unpack", "unpack.hpp", ir::Effects::raises, true);
    emit(ir::Evaluate{call(check, {read(kept, span), integer(std::int64_t(targets.size()), span)}, types.none, span)}, span);
    for (std::size_t i = 0; i < targets.size(); ++i) {
      const ExprId index = integer(std::int64_t(i), span);
      if (is(whole, Kind::array) && whole->rank == 1) {
        items.push_back(add(ir::ReadElement{read(kept, span), {index}, {ir::Bounds::proved}}, item, span));
      } else if (is(whole, Kind::array)) {
        std::vector<ir::SubscriptItem> parts{ir::AtIndex{index, ir::Bounds::proved}};
        for (int axis = 1; axis < whole->rank; ++axis) parts.push_back(ir::AtSlice{});
        items.push_back(add(ir::Subscript{read(kept, span), std::move(parts)}, item, span));
      } else {
        items.push_back(sequence_item(read(kept, span), index, span));
      }
    }
  }
  for (std::size_t i = 0; i < items.size(); ++i) assign_to(*targets[i], items[i], span);
}

void FunctionChecker::check_mutable(ExprId container, Span span) {
  ExprId root = container;
  for (;;) {
    const ir::ExprNode& node = function[root].node;
    if (const auto* view = std::get_if<ir::Subscript>(&node)) root = view->array;
    else break;
  }
  if (const auto* global = std::get_if<ir::ReadGlobal>(&function[root].node)) fail(global_mutation, span, module[global->global].name);
}

// a.flat[i] = value; with several positions, as np.put has it.
void FunctionChecker::store_flat(ExprId array, const ast::Expr& index, ExprId value, Span span) {
  const auto* slice = ast::as<ast::Slice>(&index);
  if (slice != nullptr && slice->lower == nullptr && slice->upper == nullptr && slice->step == nullptr && types::is_number(type(value))) {
    emit(ir::Evaluate{call_library(*program_.library.find_method(type(array), "fill"), {{array, {}, span}, {value, {}, span}}, span)}, span);
    return;
  }
  if (slice != nullptr) {
    Operands operands(*this);
    operands.add(array);
    operands.add(value);
    std::vector<ExprId> args = slice_arguments(array, *slice, span);
    const std::vector<ExprId> both = operands.take();
    args[0] = both[0];
    return store_flat_slice(std::move(args), both[1], span);
  }
  const ExprId at = expression(index);
  if (types::number_of(types::base_of(type(at)))) return store_flat_item(array, cast(index_value(at, index.span), types.integer), value, span);
  if (is(type(at), Kind::array) && type(at)->dtype == types::DType::boolean) {
    if (type(at)->rank != 1) fail(unsupported, span, "an assignment to `.flat` at a mask of several axes");
    check_mutable(array, span);
    const ir::RuntimeId put = runtime("kb::np::flat_store_mask", "numpy/iterate.hpp", ir::Effects::raises | ir::Effects::reads | ir::Effects::writes, true);
    emit(ir::Evaluate{call(put, {array, at, flat_values(array, value, span)}, types.none, span)}, span);
    return;
  }
  check_mutable(array, span);
  emit(ir::Evaluate{call_library(*program_.library.find_function("numpy", "put"), {{array, {}, span}, {at, {}, span}, {value, {}, span}}, span)}, span);
}

// What is stored through `.flat`: a number or an array of the array's dtype, whatever it takes to make it one.
ExprId FunctionChecker::flat_values(ExprId array, ExprId value, Span span) {
  const DType dtype = type(array)->dtype;
  const Type element = types.scalar(dtype);
  if (types::is_number(type(value))) return cast(value, element);
  if (is(type(value), Kind::union_)) return for_each_member(value, [&](ExprId member) { return store_value(member, element, span); });
  const ExprId values = array_like(value, span);
  if (is(type(values), Kind::array) && type(values)->rank > 0 && types::is_temporal(dtype) == types::is_temporal(type(values)->dtype)) return cast(values, types.array(dtype, type(values)->rank));
  return store_value(values, element, span);
}

// `args`: the array and the bounds of the slice.
void FunctionChecker::store_flat_slice(std::vector<ExprId> args, ExprId value, Span span) {
  check_mutable(args[0], span);
  args.push_back(flat_values(args[0], value, span));
  const ir::RuntimeId put = runtime("kb::np::flat_store_slice", "numpy/iterate.hpp", ir::Effects::raises | ir::Effects::reads | ir::Effects::writes, true);
  emit(ir::Evaluate{call(put, std::move(args), types.none, span)}, span);
}

void FunctionChecker::store_flat_item(ExprId array, ExprId index, ExprId value, Span span) {
  check_mutable(array, span);
  const Type element = types.scalar(type(array)->dtype);
  const ExprId stored = for_each_member(value, [&](ExprId member) { return store_value(member, element, span); });
  const ir::RuntimeId put = runtime("kb::np::flat_store", "numpy/iterate.hpp", ir::Effects::raises | ir::Effects::writes, true);
  emit(ir::Evaluate{call(put, {array, index, stored}, types.none, span)}, span);
}

void FunctionChecker::store_subscript(ExprId container, const ast::Expr& index, ExprId value, Span span) {
  check_mutable(container, span);
  const Type owner = type(container);
  const auto store_in_python = [&] {
    Operands operands(*this);
    operands.add(convert(container, types.object, span));
    operands.add(convert(value, types.object, span));
    const ExprId key = dynamic_index(index);
    const std::vector<ExprId> both = operands.take();
    emit(ir::Evaluate{dynamic(ir::DynamicOp::set_item, {}, {both[0], key, both[1]}, types.object, span)}, span);
  };
  if (is(owner, Kind::object)) return store_in_python();
  if (is(owner, Kind::array)) {
    // What shape an object has, and how it is cast, NumPy knows.
    if (types::holds_any(type(value))) return store_in_python();
    ArrayItems items = array_items(owner, index, index.span);
    if (items.is_python) return store_in_python();
    const Type element = types.scalar(owner->dtype);
    if (is(type(value), Kind::union_)) {
      // Stored as what it is in each case: all members become the array's dtype.
      value = for_each_member(value, [&](ExprId member) { return store_value(member, element, span); });
    } else if (types::is_number(type(value)) || types::is_time(type(value))) {
      value = store_value(value, element, span);
    } else if (!is(type(value), Kind::array)) {
      value = array_like(value, span);
    }
    if (items.is_element && is(type(value), Kind::scalar)) {
      std::vector<ExprId> indices;
      for (const ir::SubscriptItem& item : items.items) indices.push_back(std::get<ir::AtIndex>(item).index);
      std::vector<ir::Bounds> bounds(indices.size(), ir::Bounds::checked);
      emit(ir::StoreElement{container, std::move(indices), std::move(bounds), value}, span);
    } else if (items.is_gather) {
      emit(ir::StoreGather{container, std::move(items.items), cast_elements(value, owner->dtype), {}}, span);
    } else {
      const ExprId view = add(ir::Subscript{container, std::move(items.items)}, types.array(owner->dtype, items.rank), span);
      emit(ir::StoreView{view, cast_elements(value, owner->dtype), {}}, span);
    }
    return;
  }
  if (const auto* slice = ast::as<ast::Slice>(&index); slice != nullptr && is(owner, Kind::bytearray)) {
    value = for_each_member(value, [&](ExprId member) -> ExprId {
      if (is(type(member), Kind::object)) {
        const auto fill = [&](ExprId made, ExprId object) {
          const ExprId whole = dynamic_call(dynamic(ir::DynamicOp::imported, "builtins.slice", {}, types.object, span), {}, {{constant(types.none, span), {}, span}}, span);
          return dynamic_call(made, "__setitem__", {{whole, {}, span}, {object, {}, span}}, span);
        };
        return bytes_in_python(member, fill, span);
      }
      const Type item = iterated(types, type(member));
      if (item == nullptr || (!is(types::base_of(item), Kind::integer) && !is(item, Kind::never))) fail(not_convertible, span, owner->text, type(member)->text);
      if (!is(type(value), Kind::union_)) return member;
      return call_library(*program_.library.find_function("builtins", "bytearray"), {{member, {}, span}}, span);
    });
    std::vector<ExprId> args = slice_arguments(container, *slice, span);
    args.push_back(is(type(value), Kind::tuple) ? convert(value, types.variadic(types.integer), span) : value);
    const ir::RuntimeId store = runtime("kb::set_slice", "bytes.hpp", ir::Effects::raises | ir::Effects::reads | ir::Effects::writes | ir::Effects::allocates, true);
    emit(ir::Evaluate{call(store, std::move(args), types.none, span)}, span);
    return;
  }
  if (const auto* slice = ast::as<ast::Slice>(&index); slice != nullptr && is(owner, Kind::list)) {
    if (!is(type(value), Kind::list)) value = listed(value, span);
    if (!is(type(value), Kind::list)) fail(not_convertible, span, owner->text, type(value)->text);
    const Type joined = join_types(owner, type(value));
    const Type item = types::storage_of(types, joined->args[0]);
    const bool fits = types::storage_of(types, owner->args[0]) == item && (types::storage_of(types, type(value)->args[0]) == item || is(type(value)->args[0], Kind::never));
    if (!fits && !knowledge_.grown) fail(not_convertible, span, owner->text, type(value)->text);
    std::vector<ExprId> args = slice_arguments(container, *slice, span);
    args.push_back(value);
    const ir::RuntimeId store = runtime("kb::set_slice", "list.hpp", ir::Effects::raises | ir::Effects::reads | ir::Effects::writes | ir::Effects::allocates, true);
    emit(ir::Evaluate{call(store, std::move(args), types.none, span)}, span);
    return;
  }
  if (is(owner, Kind::instance)) {
    Operands operands(*this);
    operands.add(container);
    operands.add(value);
    const ExprId key = expression(index);
    const std::vector<ExprId> both = operands.take();
    emit(ir::Evaluate{call_special(both[0], "__setitem__", {{key, {}, index.span}, {both[1], {}, span}}, span)}, span);
    return;
  }
  const auto entry = program_.library.find_method(owner, "__setitem__");
  if (!entry) fail(unsupported, span, "assignment to an item of `" + owner->text + "`");
  if (ast::as<ast::Slice>(&index) != nullptr) fail(unsupported, span, "assignment to a slice of `" + owner->text + "`");
  const ExprId key = expression(index);
  check_index(owner, type(key), index.span);
  emit(ir::Evaluate{call_library(*entry, {{container, {}, span}, {key, {}, index.span}, {value, {}, span}}, span)}, span);
}

ExprId FunctionChecker::store_value(ExprId value, Type element, Span span) {
  const Type from = type(value);
  if (from == element) return value;
  // A time takes one in another unit: what is finer is cut off.
  if (types::is_time(from) && types::is_time(element) && types::kind_of(from->dtype) == types::kind_of(element->dtype)) return cast(value, element);
  if (!types::is_number(from) || types::is_time(element)) fail(not_convertible, span, element->text, from->text);
  if (const auto number = types::number_of(from); number && types::kind_of(number->dtype) == types::DTypeKind::complex && types::kind_of(element->dtype) != types::DTypeKind::complex) {
    return raise_type_error("float() argument must be a string or a real number, not 'complex'", element, span);
  }
  return cast(value, element);
}

ExprId FunctionChecker::cast_elements(ExprId value, types::DType dtype) {
  const Type from = type(value);
  if (!is(from, Kind::array)) return value;
  const bool is_temporal = types::is_temporal(from->dtype) || types::is_temporal(dtype);
  if (is_temporal && types::kind_of(from->dtype) != types::kind_of(dtype)) fail(not_convertible, this->span(value), types.array(dtype, from->rank)->text, from->text);
  return from->dtype == dtype ? value : cast(value, types.array(dtype, from->rank));
}

ExprId FunctionChecker::array_like(ExprId value, Span span) {
  const auto entry = program_.library.find_function("numpy", "asarray");
  return call_library(*entry, {{value, {}, span}}, span);
}

namespace {

// `__iadd__` of `+=`.
std::string in_place_special(ast::Operator op) {
  const std::string_view method = op == ast::Operator::MatMult ? std::string_view("__matmul__") : operator_of(operation_of(op)).method;
  return "__i" + std::string(method.substr(2));
}

// The method of a container that does the same; null where there is none.
const char* in_place_method(Type container, Type given, ast::Operator op) {
  if (is(container, Kind::bytearray)) return op == ast::Operator::Add && (is(given, Kind::bytes) || is(given, Kind::bytearray)) ? "__iadd__" : nullptr;
  if (is(container, Kind::list) || is(container, Kind::deque)) return op == ast::Operator::Add ? "extend" : nullptr;
  if (is(container, Kind::dict)) return op == ast::Operator::BitOr && is(given, Kind::dict) ? "update" : nullptr;
  if (!is(container, Kind::set) || !is(given, Kind::set)) return nullptr;
  switch (op) {
    case ast::Operator::BitOr: return "update";
    case ast::Operator::BitAnd: return "intersection_update";
    case ast::Operator::Sub: return "difference_update";
    case ast::Operator::BitXor: return "symmetric_difference_update";
    default: return nullptr;
  }
}

}  // namespace

void FunctionChecker::augmented_assign(const ast::AugAssign& node, Span span) {
  const auto in_place = [&](ExprId left, ExprId right) { return dynamic(ir::DynamicOp::in_place, node.op == ast::Operator::MatMult ? "@" : symbol_of(operation_of(node.op)), {left, right}, types.object, span); };
  // What changes in place stays the same object, whoever else has it.
  const auto combine = [&](ExprId left, ExprId right) -> ExprId {
    const Type given = type(left);
    if (is(given, Kind::object)) return in_place(left, right);
    const std::string special = in_place_special(node.op);
    if (special_method(given, special)) return call_special(left, special, {{right, {}, span}}, span);
    const Reuse kept = reuse(left, "old");
    const auto changed = [&](ExprId change) {
      if (kept.local) emit(ir::Assign{kept.local, left}, span);
      emit(ir::Evaluate{change}, span);
      return read(kept, span);
    };
    if (const char* method = in_place_method(given, type(right), node.op)) return changed(call_library(*program_.library.find_method(given, method), {{read(kept, span), {}, span}, {right, {}, span}}, span));
    if (is(given, Kind::bytearray) && is(type(right), Kind::object) && node.op == ast::Operator::Add) {
      const ExprId added = bytes_in_python(right, [&](ExprId made, ExprId object) { return in_place(made, object); }, span);
      return changed(call_library(*program_.library.find_method(given, "extend"), {{read(kept, span), {}, span}, {added, {}, span}}, span));
    }
    const auto count = types::number_of(type(right));
    const bool repeats = is(given, Kind::list) || is(given, Kind::bytearray);
    if (repeats && node.op == ast::Operator::Mult && count && !types::is_inexact(count->dtype)) {
      const ir::RuntimeId repeat = runtime("kb::repeat_in_place", is(given, Kind::list) ? "list.hpp" : "bytes.hpp", ir::Effects::raises | ir::Effects::reads | ir::Effects::writes | ir::Effects::allocates, true);
      return changed(call(repeat, {read(kept, span), cast(right, types.integer)}, types.none, span));
    }
    return node.op == ast::Operator::MatMult ? matrix_product(left, right, span) : binary(operation_of(node.op), left, right, span);
  };
  // `x *= 0xBF58476D1CE4E5B9` of uint64.
  const auto value_beside = [&](Type old) {
    const auto* literal = ast::as<ast::Constant>(node.value);
    const bool is_wide = literal != nullptr && literal->value.type == ast::ConstantValue::Type::integer && !literal->value.fits_int64;
    return is_wide ? wide_operand(*node.value, old) : expression(*node.value);
  };
  if (const auto* name = ast::as<ast::Name>(node.target)) {
    const ExprId old = read_name(name->id, node.target->span);
    if (env_.dead) return;
    const ExprId value = value_beside(type(old));
    if (is(type(old), Kind::array)) return update_view(old, operation_of(node.op), value, span);
    const ExprId combined = combine(old, value);
    // The variable has it already.
    const bool is_same = types::is_container(type(old)) && type(combined) == type(old) && std::holds_alternative<ir::ReadLocal>(function[combined].node);
    if (!is_same) assign_to(*node.target, combined, span);
    return;
  }
  if (const auto* attribute = ast::as<ast::Attribute>(node.target)) {
    return update_attribute(*attribute, [&](ExprId old) { return combine(old, value_beside(type(old))); }, node, span);
  }
  const auto* item = ast::as<ast::Subscript>(node.target);
  const auto* flat = flat_of(*item->value);
  ExprId container = expression(flat != nullptr ? *flat->value : *item->value);
  if (flat != nullptr && is(type(container), Kind::array)) {
    const Reuse array = reuse(container, "array");
    if (array.local) emit(ir::Assign{array.local, container}, span);
    if (const auto* slice = ast::as<ast::Slice>(item->slice)) {
      // A copy of the elements is changed, and stored again.
      std::vector<Reuse> bounds;
      for (const ExprId part : slice_arguments(read(array, span), *slice, span)) {
        bounds.push_back(reuse(part, "bound"));
        if (bounds.back().local) emit(ir::Assign{bounds.back().local, part}, span);
      }
      const auto arguments = [&] {
        std::vector<ExprId> args;
        for (const Reuse& bound : bounds) args.push_back(read(bound, span));
        return args;
      };
      const ir::RuntimeId get = runtime("kb::np::flat_slice", "numpy/iterate.hpp", ir::Effects::raises | ir::Effects::reads | ir::Effects::allocates, true);
      const LocalId part = temporary("part", types.array(type(container)->dtype, 1));
      emit(ir::Assign{part, call(get, arguments(), function[part].type, span)}, span);
      update_view(read(part, span), operation_of(node.op), expression(*node.value), span);
      return store_flat_slice(arguments(), read(part, span), span);
    }
    const Reuse at = reuse(cast(index_value(expression(*item->slice), span), types.integer), "index");
    if (at.local) emit(ir::Assign{at.local, at.expr}, span);
    const ir::RuntimeId get = runtime("kb::np::flat_item", "numpy/iterate.hpp", ir::Effects::raises | ir::Effects::reads, true);
    const LocalId before = temporary("element", types.scalar(type(container)->dtype));
    emit(ir::Assign{before, call(get, {read(array, span), read(at, span)}, function[before].type, span)}, span);
    return store_flat_item(read(array, span), read(at, span), combine(read(before, span), expression(*node.value)), span);
  }
  if (flat != nullptr) container = attribute_of(container, *flat, span);
  check_mutable(container, span);
  const Type owner = type(container);
  const Reuse kept = reuse(container, "container");
  if (kept.local) emit(ir::Assign{kept.local, container}, span);
  const auto update_in_python = [&](const Reuse& object) {
    const ExprId index = handed(dynamic_index(*item->slice), span);
    const LocalId key = temporary("key", types::storage_of(types, type(index)));
    emit(ir::Assign{key, index}, span);
    const ExprId combined = in_place(dynamic(ir::DynamicOp::item, {}, {read(object, span), read(key, span)}, types.object, span), expression(*node.value));
    emit(ir::Evaluate{dynamic(ir::DynamicOp::set_item, {}, {read(object, span), read(key, span), combined}, types.object, span)}, span);
  };
  if (is(owner, Kind::object)) return update_in_python(kept);
  if (is(owner, Kind::array)) {
    ArrayItems items = array_items(owner, *item->slice, item->slice->span);
    if (items.is_python) {
      const LocalId object = temporary("container", types.object);
      emit(ir::Assign{object, convert(read(kept, span), types.object, span)}, span);
      return update_in_python(Reuse{object, {}});
    }
    if (items.is_element) {
      std::vector<ExprId> indices;
      for (const ir::SubscriptItem& part : items.items) {
        const Reuse index = reuse(std::get<ir::AtIndex>(part).index, "index");
        if (index.local) emit(ir::Assign{index.local, index.expr}, span);
        indices.push_back(read(index, span));
      }
      const std::vector<ir::Bounds> bounds(indices.size(), ir::Bounds::checked);
      const Type element = types.scalar(owner->dtype);
      const auto again = [&] {
        std::vector<ExprId> copies;
        for (const ExprId index : indices) copies.push_back(read(Reuse{{}, index}, span));
        return copies;
      };
      const ExprId old = add(ir::ReadElement{read(kept, span), indices, bounds}, element, span);
      const LocalId before = temporary("element", element);
      emit(ir::Assign{before, old}, span);
      const ExprId combined = combine(read(before, span), value_beside(element));
      const ExprId stored = for_each_member(combined, [&](ExprId member) { return store_value(member, element, span); });
      // a[i] op= v has read a[i], so the index is good: only its sign may have to be looked at again.
      emit(ir::StoreElement{read(kept, span), again(), bounds, stored}, span);
      return;
    }
    if (items.is_gather) {
      const ExprId value = expression(*node.value);
      const auto op = ufunc_symbol(*this, program_.library, operation_of(node.op), owner->dtype, value, span);
      emit(ir::StoreGather{read(kept, span), std::move(items.items), op.second, op.first}, span);
      return;
    }
    const ExprId view = add(ir::Subscript{read(kept, span), std::move(items.items)}, types.array(owner->dtype, items.rank), span);
    return update_view(view, operation_of(node.op), value_beside(owner), span);
  }
  const ExprId key_value = expression(*item->slice);
  const Reuse key = reuse(key_value, "key");
  if (key.local) emit(ir::Assign{key.local, cast(key_value, function[key.local].type)}, span);
  if (is(owner, Kind::dict) && !is(owner->args[1], Kind::never) && !is(type(key_value), Kind::union_)) {
    if (update_entry(read(kept, span), read(key, span), item->slice->span, {}, [&](ExprId old) { return combine(old, expression(*node.value)); }, span)) return;
  }
  const ExprId old = sequence_item(read(kept, span), read(key, span), span);
  const LocalId before = temporary("item", types::storage_of(types, type(old)));
  emit(ir::Assign{before, cast(old, function[before].type)}, span);
  const ExprId combined = combine(read(before, span), expression(*node.value));
  if (is(owner, Kind::instance)) {
    emit(ir::Evaluate{call_special(read(kept, span), "__setitem__", {{read(key, span), {}, span}, {combined, {}, span}}, span)}, span);
    return;
  }
  const auto entry = program_.library.find_method(owner, "__setitem__");
  if (!entry) fail(unsupported, span, "assignment to an item of `" + owner->text + "`");
  emit(ir::Evaluate{call_library(*entry, {{read(kept, span), {}, span}, {read(key, span), {}, span}, {combined, {}, span}}, span)}, span);
}

// d[key] = f(d[key]), d[key] = f(d.get(key, otherwise)): the key is looked up once where `combine` changes nothing. False, with nothing built, where it
// may; or where the dict's types are not settled yet.
bool FunctionChecker::update_entry(ExprId dict, ExprId key, Span key_span, std::optional<ExprId> otherwise, const std::function<ExprId(ExprId)>& combine, Span span) {
  const Type owner = type(dict), value_type = owner->args[1];
  const Type stored_key = types::storage_of(types, type(key));
  if (stored_key != types::storage_of(types, owner->args[0]) || is(value_type, Kind::union_)) return false;
  const auto before = knowledge_.grown;
  const LocalId slot = temporary("slot", types.integer), old = temporary("item", types::storage_of(types, value_type));
  ExprId combined;
  const ir::Block statements = build_block([&] { combined = combine(add(ir::ReadLocal{old}, value_type, span)); });
  if (!statements.empty() || knowledge_.grown != before || is(type(combined), Kind::never)) return false;
  if (ir::has(ir::effects(module, function, combined), ir::Effects::writes)) return false;
  if (types::storage_of(types, type(combined)) != types::storage_of(types, value_type)) return false;
  const auto effects = ir::Effects::raises | ir::Effects::reads | ir::Effects::writes | ir::Effects::allocates;
  const Reuse kept{{}, dict};
  const Reuse plain_key = reuse(cast(key, stored_key), "key");
  if (plain_key.local) emit(ir::Assign{plain_key.local, plain_key.expr}, span);
  emit(ir::Assign{slot, call(runtime(otherwise ? "kb::dict_find" : "kb::dict_slot", "dict.hpp", effects, !otherwise), {dict, read(plain_key, key_span)}, types.integer, key_span)}, span);
  const auto reads = ir::Effects::reads;
  const ExprId found = otherwise ? call(runtime("kb::dict_value_or", "dict.hpp", reads, false), {read(kept, span), read(slot, span), cast(*otherwise, types::storage_of(types, value_type))}, function[old].type, span)
                                 : call(runtime("kb::dict_value", "dict.hpp", reads, false), {read(kept, span), read(slot, span)}, function[old].type, span);
  emit(ir::Assign{old, found}, span);
  const ExprId value = cast(combined, types::storage_of(types, value_type));
  emit(ir::Evaluate{call(runtime("kb::dict_store", "dict.hpp", effects, false), {read(kept, span), read(slot, span), read(plain_key, span), value}, types.none, span)}, span);
  return true;
}

namespace {

// A key that can be evaluated again for nothing.
bool is_plain_key(const ast::Expr& node) {
  if (const auto* tuple = ast::as<ast::Tuple>(&node)) return std::all_of(tuple->elts.begin(), tuple->elts.end(), [](const auto* part) { return is_plain_key(*part); });
  return ast::is<ast::Name>(&node) || ast::is<ast::Constant>(&node);
}

}  // namespace

// `d[key] = d.get(key, otherwise) op value`
bool FunctionChecker::assign_from_get(const ast::Assign& node, Span span) {
  const auto* target = node.targets.size() == 1 ? ast::as<ast::Subscript>(node.targets[0]) : nullptr;
  const auto* operation = ast::as<ast::BinOp>(node.value);
  const auto* get = operation != nullptr ? ast::as<ast::Call>(operation->left) : nullptr;
  const auto* method = get != nullptr ? ast::as<ast::Attribute>(get->func) : nullptr;
  const auto* dict = target != nullptr ? ast::as<ast::Name>(target->value) : nullptr;
  const auto* owner = method != nullptr ? ast::as<ast::Name>(method->value) : nullptr;
  if (dict == nullptr || owner == nullptr || dict->id != owner->id || method->attr != "get" || get->args.size() != 2 || !get->keywords.empty()) return false;
  if (!is_local(dict->id) || cells_.contains(dict->id) || !ast::is<ast::Constant>(get->args[1]) || operation->op == ast::Operator::MatMult) return false;
  if (!is_plain_key(*target->slice) || file.text(target->slice->span) != file.text(get->args[0]->span)) return false;
  const ExprId container = read_name(dict->id, dict->span);
  const Type whole = type(container);
  if (!is(whole, Kind::dict) || !is_reusable(container) || is(whole->args[1], Kind::never)) return false;
  const ExprId otherwise = expression(*get->args[1]);
  if (types::storage_of(types, type(otherwise)) != types::storage_of(types, whole->args[1])) return false;
  ExprId key = expression(*target->slice);
  if (is(type(key), Kind::union_) || is(type(key), Kind::never)) return false;
  const Reuse kept = reuse(key, "key");
  if (kept.local) {
    emit(ir::Assign{kept.local, cast(key, function[kept.local].type)}, span);
    key = read(kept, span);
  }
  return update_entry(container, key, target->slice->span, otherwise, [&](ExprId old) { return binary(operation_of(operation->op), old, expression(*operation->right), span); }, span);
}

void FunctionChecker::update_view(ExprId view, ir::BinaryOp op, ExprId value, Span span) {
  check_mutable(view, span);
  if (is(type(value), Kind::object)) {
    // NumPy knows what it is. What comes back is the array itself; TypeError where an object of a class of its own has made something else.
    const ExprId updated = dynamic(ir::DynamicOp::in_place, symbol_of(op), {convert(view, types.object, span), value}, types.object, span);
    emit(ir::Evaluate{convert(updated, type(view), span)}, span);
    return;
  }
  if (!is(type(value), Kind::array) && !types::is_number(type(value)) && !types::is_time(type(value))) {
    if (is(type(value), Kind::union_)) {
      // One statement for each member would evaluate the view again: numbers are brought to the array's dtype first.
      value = for_each_member(value, [&](ExprId member) { return store_value(member, types.scalar(type(view)->dtype), span); });
    } else {
      value = array_like(value, span);
    }
  }
  const auto [symbol, operand] = ufunc_symbol(*this, program_.library, op, type(view)->dtype, value, span);
  emit(ir::StoreView{view, operand, symbol}, span);
}

}  // namespace keelback::check
