// Subscripts: elements, views and gathers of arrays; items and slices of sequences and dicts.
#include <algorithm>

#include "check/function_checker.hpp"
#include "check/library_arguments.hpp"

namespace keelback::check {

using types::is;

ExprId FunctionChecker::subscript(const ast::Subscript& node, Span span) {
  if (const auto* flat = flat_of(*node.value)) {
    const ExprId owner = expression(*flat->value);
    if (is(type(owner), Kind::array)) return flat_item(owner, *node.slice, span);
    return subscript_of(attribute_of(owner, *flat, node.value->span), node, span);
  }
  if (const auto flag = flag_item(node, span)) return *flag;
  if (const auto klass = class_with_arguments(node, span)) return *klass;
  return subscript_of(expression(*node.value), node, span);
}

const ast::Attribute* FunctionChecker::flat_of(const ast::Expr& node) {
  const auto* attribute = ast::as<ast::Attribute>(&node);
  return attribute != nullptr && attribute->attr == "flat" ? attribute : nullptr;
}

// a.flat[i]; of several elements a copy.
ExprId FunctionChecker::flat_item(ExprId array, const ast::Expr& index, Span span) {
  const Type owner = type(array);
  if (const auto* slice = ast::as<ast::Slice>(&index)) {
    return call(runtime("kb::np::flat_slice", "numpy/iterate.hpp", ir::Effects::raises | ir::Effects::reads | ir::Effects::allocates, true), slice_arguments(array, *slice, span), types.array(owner->dtype, 1), span);
  } else {
    const ExprId at = expression(index);
    const auto number = types::number_of(types::base_of(type(at)));
    if (number) return call(runtime("kb::np::flat_item", "numpy/iterate.hpp", ir::Effects::raises | ir::Effects::reads, true), {array, cast(index_value(at, index.span), types.integer)}, types.scalar(owner->dtype), span);
  }
  const ir::RuntimeId flatten = runtime("kb::flatten", "views.hpp", ir::Effects::raises | ir::Effects::reads | ir::Effects::allocates, true);
  return array_subscript(call(flatten, {array}, types.array(owner->dtype, 1), span), index, span);
}

ExprId FunctionChecker::subscript_of(ExprId container, const ast::Subscript& node, Span span) {
  if (is(type(container), Kind::never)) return container;
  if (const Type of = type(container); is(of, Kind::type_object) && is(of->args[0], Kind::enumeration)) return enum_by_name(of->args[0], *node.slice, span);
  if (is_index_object(program_.library, type(container))) return index_object(type(container), *node.slice, span);
  return for_each_member(container, [&](ExprId member) { return subscript_value(plain_value(member, span), *node.slice, span); });
}

// np.mgrid[...]: slices may have steps of any number.
ExprId FunctionChecker::index_object(Type object, const ast::Expr& index, Span span) {
  const auto* tuple = ast::as<ast::Tuple>(&index);
  std::vector<const ast::Expr*> items;
  if (tuple != nullptr) items.assign(tuple->elts.begin(), tuple->elts.end());
  else items.push_back(&index);
  if (const std::string& name = program_.library[object->entry].name; name == "s_" || name == "index_exp") {
    // np.s_[1:, i]: what stands in the brackets, slices as slice objects.
    const types::EntryId make_slice = *program_.library.find_function("builtins", "slice");
    const auto slice_object = [&](const ast::Slice& slice) {
      Operands bounds(*this);
      for (const ast::Expr* bound : {slice.lower, slice.upper, slice.step}) bounds.add(bound != nullptr ? expression(*bound) : constant(types.none, slice.span));
      std::vector<LibraryArgument> arguments;
      for (const ExprId bound : bounds.take()) arguments.push_back({bound, {}, slice.span});
      return call_library(make_slice, std::move(arguments), slice.span);
    };
    Operands values(*this);
    for (const ast::Expr* item : items) {
      const auto* slice = ast::as<ast::Slice>(item);
      values.add(slice != nullptr ? slice_object(*slice) : expression(*item));
      if (is(type(values.last()), Kind::never)) return values.last();
    }
    std::vector<ExprId> made = values.take();
    if (tuple == nullptr && name == "s_") return made[0];
    std::vector<Type> made_types;
    for (const ExprId value : made) made_types.push_back(type(value));
    return add(ir::MakeTuple{std::move(made)}, types.tuple(made_types), span);
  }
  const auto part = [&](const ast::Expr* node) -> std::optional<ExprId> {
    if (node == nullptr) return std::nullopt;
    const ExprId value = expression(*node);
    return is(type(value), Kind::none) ? std::nullopt : std::optional(value);
  };
  std::vector<IndexPart> parts;
  for (const ast::Expr* item : items) {
    IndexPart& made = parts.emplace_back();
    if (const auto* slice = ast::as<ast::Slice>(item)) {
      made.is_slice = true;
      made.start = part(slice->lower), made.stop = part(slice->upper), made.step = part(slice->step);
    } else {
      made.value = expression(*item);
    }
  }
  return index_object_item(*this, program_.library, object, parts, tuple != nullptr, span);
}

std::optional<ExprId> FunctionChecker::slice_part(const ast::Expr* node) {
  if (node == nullptr) return std::nullopt;
  const ExprId value = expression(*node);
  if (is(type(value), Kind::none)) return std::nullopt;
  return index_value(value, node->span);
}

// Start, stop and step of a slice object, as ints.
std::array<ExprId, 3> FunctionChecker::parts_of_slice(ExprId slice, Span span) {
  const Reuse kept = reuse(slice, "slice");
  if (kept.local) emit(ir::Assign{kept.local, slice}, span);
  std::array<ExprId, 3> parts;
  constexpr const char* names[] = {"kb::slice_start", "kb::slice_stop", "kb::slice_step"};
  for (std::size_t i = 0; i < parts.size(); ++i) parts[i] = call(runtime(names[i], "slice.hpp", ir::Effects::none, false), {read(kept, span)}, types.integer, span);
  return parts;
}

// An index as a Python int.
ExprId FunctionChecker::index_value(ExprId value, Span span) {
  return for_each_member(value, [&](ExprId member) -> ExprId {
    const Type given = type(member);
    if (is(given, Kind::object)) return convert(member, types.integer, span);
    const Type base = types::base_of(given);
    if (is(given, Kind::literal) && is(base, Kind::integer)) return member;
    if (is(base, Kind::integer) || is(base, Kind::boolean)) return cast(member, types.integer);
    if (is(given, Kind::scalar) && types::is_integer(given->dtype)) return cast(member, types.integer);
    if (is(given, Kind::instance) && special_method(given, "__index__")) return cast(call_special(member, "__index__", {}, span), types.integer);
    if (const ExprId plain = plain_value(member, span); plain != member) return index_value(plain, span);
    fail(bad_index, span, given->text);
  });
}

FunctionChecker::ArrayItems FunctionChecker::array_items(Type array, const ast::Expr& index, Span span) {
  std::vector<const ast::Expr*> parts;
  if (const auto* tuple = ast::as<ast::Tuple>(&index)) parts.assign(tuple->elts.begin(), tuple->elts.end());
  else parts.push_back(&index);

  // First what each part is; an ellipsis is written out when the number of axes that the others take is known.
  struct Part {
    std::optional<ir::SubscriptItem> item;   // none: an ellipsis
    int takes = 0, gives = 0;
  };
  std::vector<Part> read_parts;
  ArrayItems result;
  int gather_rank = -1;
  const std::size_t emitted = block_->size();
  const auto add_value = [&](ExprId value, Span where) {
    const Type given = type(value);
    // Names of fields are for NumPy as well.
    const bool are_names = is(given, Kind::list) && is(types::base_of(given->args[0]), Kind::string);
    if (is(given, Kind::object) || are_names) {
      result.is_python = true;
    } else if (is(given, Kind::none)) {
      read_parts.push_back({ir::AtNewAxis{}, 0, 1});
    } else if (is(given, Kind::ellipsis)) {
      read_parts.push_back({});
    } else if (is(given, Kind::slice)) {
      const auto [start, stop, step] = parts_of_slice(value, where);
      read_parts.push_back({ir::AtSlice{start, stop, step}, 1, 1});
    } else if (is(given, Kind::array) || is(given, Kind::list) || is(given, Kind::range) || is(given, Kind::tuple) || (is(given, Kind::variadic) && parts.size() > 1)) {
      ExprId indices = is(given, Kind::array) ? value : array_like(value, where);
      const Type kind = type(indices);
      if (is(kind, Kind::object)) return void(result.is_python = true);
      if (!types::is_integer(kind->dtype) && kind->dtype != types::DType::boolean) fail(bad_index, where, given->text);
      result.is_gather = true;
      const bool mask = kind->dtype == types::DType::boolean;
      gather_rank = std::max(gather_rank, mask ? 1 : kind->rank);
      read_parts.push_back({ir::AtArray{indices}, mask ? kind->rank : 1, 0});
    } else {
      read_parts.push_back({ir::AtIndex{index_value(value, where)}, 1, 0});
    }
  };
  for (const ast::Expr* part : parts) {
    if (const auto* slice = ast::as<ast::Slice>(part)) {
      const auto start = slice_part(slice->lower), stop = slice_part(slice->upper), step = slice_part(slice->step);
      read_parts.push_back({ir::AtSlice{start, stop, step}, 1, 1});
      continue;
    }
    const ExprId value = expression(*part);
    if (parts.size() == 1 && is(type(value), Kind::tuple)) {
      // a[t]: a tuple is the index of several axes.
      const Reuse tuple = reuse(value, "index");
      if (tuple.local) emit(ir::Assign{tuple.local, value}, part->span);
      for (std::size_t i = 0; i < type(value)->args.size(); ++i) {
        const Type item = type(value)->args[i];
        const bool is_static = is(item, Kind::literal) || is(item, Kind::none) || is(item, Kind::ellipsis);
        add_value(is_static ? constant(item, part->span) : add(ir::TupleItem{read(tuple, part->span), int(i)}, item, part->span), part->span);
      }
      continue;
    }
    add_value(value, part->span);
  }
  if (result.is_python) {
    block_->resize(emitted);
    return result;
  }
  int taken = 0, ellipses = 0;
  for (const Part& part : read_parts) {
    taken += part.takes;
    ellipses += !part.item;
  }
  if (ellipses > 1) fail(too_many_ellipses, span);
  if (taken > array->rank) fail(too_many_indices, span, taken, array->rank);
  if (ellipses == 0) read_parts.push_back({});
  for (Part& part : read_parts) {
    if (part.item) {
      result.rank += part.gives;
      result.items.push_back(std::move(*part.item));
      continue;
    }
    for (int axis = taken; axis < array->rank; ++axis) {
      result.items.push_back(ir::AtSlice{});
      ++result.rank;
    }
  }
  if (result.is_gather) result.rank += gather_rank;
  // Arrays without axes beside ints alone are ints: the element is read.
  const auto is_int = [&](const ir::SubscriptItem& item) {
    const auto* at = std::get_if<ir::AtArray>(&item);
    return at != nullptr ? type(at->array)->rank == 0 && types::is_integer(type(at->array)->dtype) : std::holds_alternative<ir::AtIndex>(item);
  };
  if (result.is_gather && ellipses == 0 && std::ranges::all_of(result.items, is_int)) {
    for (ir::SubscriptItem& item : result.items) {
      if (const auto* at = std::get_if<ir::AtArray>(&item)) item = ir::AtIndex{index_value(scalar_of_rank0(*this, at->array), span)};
    }
    result.is_gather = false;
  }
  // With an ellipsis, a[i, ...] is an array without axes, a view.
  result.is_element = !result.is_gather && ellipses == 0 && result.rank == 0 && std::all_of(result.items.begin(), result.items.end(), [](const auto& item) { return std::holds_alternative<ir::AtIndex>(item); });
  return result;
}

ExprId FunctionChecker::array_subscript(ExprId array, const ast::Expr& index, Span span) {
  const Type owner = type(array);
  // The index is evaluated after the array, and may be given to the members of a union each.
  ArrayItems items = array_items(owner, index, span);
  if (items.is_python) return dynamic_subscript(convert(array, types.object, span), index, span);
  if (items.is_element) {
    std::vector<ExprId> indices;
    for (const ir::SubscriptItem& item : items.items) indices.push_back(std::get<ir::AtIndex>(item).index);
    std::vector<ir::Bounds> bounds(indices.size(), ir::Bounds::checked);
    return add(ir::ReadElement{array, std::move(indices), std::move(bounds)}, types.scalar(owner->dtype), span);
  }
  const Type result = types.array(owner->dtype, items.rank);
  if (items.is_gather) return add(ir::Gather{array, std::move(items.items)}, result, span);
  return add(ir::Subscript{array, std::move(items.items)}, result, span);
}

ExprId FunctionChecker::subscript_value(ExprId container, const ast::Expr& index, Span span) {
  const Type owner = type(container);
  if (is(owner, Kind::object)) return dynamic_subscript(container, index, span);
  if (is(owner, Kind::array)) return array_subscript(container, index, span);
  if (const auto* slice = ast::as<ast::Slice>(&index)) {
    if (is(owner, Kind::tuple)) {
      const auto part = [&](const ast::Expr* node, std::int64_t otherwise) {
        if (node == nullptr) return otherwise;
        const auto known = types::literal_int(type(expression(*node)));
        if (!known) fail(tuple_index, node->span);
        return *known;
      };
      const auto count = std::int64_t(owner->args.size());
      const std::int64_t step = part(slice->step, 1);
      if (step == 0) fail(bad_index, span, "a slice with step 0");
      const auto clamp = [&](std::int64_t value) {
        if (value < 0) value += count;
        return std::clamp<std::int64_t>(value, step < 0 ? -1 : 0, step < 0 ? count - 1 : count);
      };
      const std::int64_t start = slice->lower != nullptr ? clamp(part(slice->lower, 0)) : step < 0 ? count - 1 : 0;
      const std::int64_t stop = slice->upper != nullptr ? clamp(part(slice->upper, 0)) : step < 0 ? -1 : count;
      const Reuse tuple = reuse(container, "tuple");
      std::vector<ExprId> items;
      std::vector<Type> item_types;
      for (std::int64_t i = start; step < 0 ? i > stop : i < stop; i += step) {
        const Type item = owner->args[std::size_t(i)];
        items.push_back(is(item, Kind::literal) ? constant(item, span) : add(ir::TupleItem{read(tuple, span), int(i)}, item, span));
        item_types.push_back(item);
      }
      return wrap(tuple, add(ir::MakeTuple{std::move(items)}, types.tuple(item_types), span));
    }
    // The parts that are not given are told apart by flags (include/keelback/slice.hpp).
    return slice_of(container, slice_arguments(cast(container, types::base_of(owner)), *slice, span), span);
  }
  return sequence_item(container, expression(index), span);
}

// kb::get_slice(sequence, start, stop, step, flags)
ExprId FunctionChecker::slice_of(ExprId container, std::vector<ExprId> args, Span span) {
  const Type owner = type(container), base = types::base_of(owner);
  const bool of_bytes = is(base, Kind::bytes) || is(base, Kind::bytearray);
  if (!is(base, Kind::list) && !is(base, Kind::string) && !is(base, Kind::variadic) && !is(base, Kind::range) && !of_bytes) fail_as("'" + python_name(owner) + "' object is not subscriptable", not_subscriptable, span, owner->text);
  const char* header = is(base, Kind::list) ? "list.hpp" : is(base, Kind::string) ? "str.hpp" : of_bytes ? "bytes.hpp" : is(base, Kind::range) ? "range.hpp" : "variadic.hpp";
  const Type result = is(base, Kind::list) ? types.list(base->args[0], owner->sites) : base;
  return call(runtime("kb::get_slice", header, ir::Effects::raises | ir::Effects::reads | ir::Effects::allocates, true), std::move(args), result, span);
}

std::vector<ExprId> FunctionChecker::slice_arguments(ExprId container, const ast::Slice& slice, Span span) {
  std::vector<ExprId> args{container};
  std::int64_t flags = 0;
  int bit = 1;
  for (const ast::Expr* node : {slice.lower, slice.upper, slice.step}) {
    const auto part = slice_part(node);
    if (part) flags |= bit;
    args.push_back(part ? cast(*part, types.integer) : integer(0, span));
    bit *= 2;
  }
  args.push_back(integer(flags, span));
  return args;
}

void FunctionChecker::check_index(Type owner, Type index, Span span) {
  const Kind kind = types::base_of(owner)->kind;
  if (kind != Kind::list && kind != Kind::variadic && kind != Kind::string && kind != Kind::range && kind != Kind::bytes && kind != Kind::bytearray && kind != Kind::deque) return;
  if (mixed_in(index) == types.integer) return;
  if (is(index, Kind::union_)) return;  // looked at for each member
  if (const auto number = types::number_of(types::base_of(index)); number && (types::is_integer(number->dtype) || number->dtype == types::DType::boolean)) return;
  const std::string what = kind == Kind::string ? "string indices must be integers, not" : (kind == Kind::list ? "list" : kind == Kind::variadic ? "tuple" : "range") + std::string(" indices must be integers or slices, not");
  fail_as(what + (kind == Kind::string ? " '" + python_name(index) + "'" : " " + python_name(index)), bad_index, span, index->text);
}

ExprId FunctionChecker::sequence_item(ExprId sequence, ExprId index, Span span) {
  const Type owner = type(sequence);
  if (is(type(index), Kind::never)) return index;
  if (is(owner, Kind::instance)) return call_special(sequence, "__getitem__", {{index, {}, span}}, span);
  if (is(type(index), Kind::slice) && !is(owner, Kind::tuple) && !is(owner, Kind::dict)) {
    Operands operands(*this);
    operands.add(cast(sequence, types::base_of(owner)));
    const auto [start, stop, step] = parts_of_slice(index, span);
    return slice_of(sequence, {operands.take()[0], start, stop, step, integer(7, span)}, span);
  }
  if (is(owner, Kind::tuple)) {
    const auto count = std::int64_t(owner->args.size());
    if (const auto known = types::literal_int(type(index))) {
      const std::int64_t i = *known < 0 ? *known + count : *known;
      if (i < 0 || i >= count) {
        const ir::RuntimeId raise = runtime("kb::raise_as", "str.hpp", ir::Effects::raises, true);
        return call(raise, {constant(types.literal(std::string_view("tuple index out of range")), span)}, types.never, span, {"kb::exception::index_error"});
      }
      const Type item = owner->args[std::size_t(i)];
      if (is(item, Kind::literal)) return constant(item, span);
      // An item of a display is the item itself where the others have no effects to keep.
      return add(ir::TupleItem{sequence, int(i)}, item, span);
    }
    if (count == 0) fail(tuple_index, span);
    Type joined = types.never;
    for (const Type item : owner->args) joined = types.join(joined, types::storage_of(types, item));
    // Chosen at run time: by a chain of selects over the items, all brought to one type.
    const Reuse tuple = reuse(sequence, "tuple");
    const ExprId position = call(runtime("kb::tuple_index", "tuple.hpp", ir::Effects::raises, true), {cast(index_value(index, span), types.integer), integer(count, span)}, types.integer, span);
    const Reuse at = reuse(position, "position");
    const auto item = [&](std::int64_t i) {
      const Type one = owner->args[std::size_t(i)];
      return convert(is(one, Kind::literal) ? constant(one, span) : add(ir::TupleItem{read(tuple, span), int(i)}, one, span), joined, span);
    };
    ExprId chosen = item(count - 1);
    for (std::int64_t i = count - 1; i-- > 0;) {
      const ExprId test = add(ir::Compare{ir::CompareOp::equal, read(at, span), integer(i, span)}, types.boolean, span);
      chosen = add(ir::Select{test, item(i), chosen}, joined, span);
    }
    return wrap(tuple, wrap(at, chosen));
  }
  const bool is_text = is(types::base_of(owner), Kind::string) || is(types::base_of(owner), Kind::bytes) || is(owner, Kind::bytearray);
  const bool has_items = !owner->args.empty() && (is(owner, Kind::list) || is(owner, Kind::variadic)) && types::crosses(owner);
  if (is(type(index), Kind::object) && (is_text || has_items)) return item_at_object(sequence, index, span);
  check_index(owner, type(index), this->span(index));
  if (!is(owner, Kind::dict)) index = plain_value(index, span);
  const auto entry = program_.library.find_method(owner, "__getitem__");
  if (!entry) fail_as("'" + python_name(owner) + "' object is not subscriptable", not_subscriptable, span, owner->text);
  return call_library(*entry, {{sequence, {}, span}, {index, {}, span}}, span);
}

}  // namespace keelback::check
