// Displays and comprehensions; the dispatch over expressions.
#include <algorithm>
#include <cmath>

#include "check/function_checker.hpp"

namespace keelback::check {

using types::is;

ExprId FunctionChecker::expression(const ast::Expr& node) {
  const Span span = node.span;
  if (env_.dead) return add(ir::Constant{}, types.never, span);
  if (const auto* e = ast::as<ast::Constant>(&node)) return constant_expression(*e, span);
  if (const auto* e = ast::as<ast::Name>(&node)) return read_name(e->id, span);
  if (const auto* e = ast::as<ast::BinOp>(&node)) return binary(*e, span);
  if (const auto* e = ast::as<ast::UnaryOp>(&node)) return unary(*e, span);
  if (const auto* e = ast::as<ast::Compare>(&node)) return comparison(*e, span);
  if (const auto* e = ast::as<ast::BoolOp>(&node)) return logical(*e, span);
  if (const auto* e = ast::as<ast::IfExp>(&node)) return conditional(*e, span);
  if (const auto* e = ast::as<ast::Call>(&node)) return call_expression(*e, span);
  if (const auto* e = ast::as<ast::Attribute>(&node)) return attribute(*e, span);
  if (const auto* e = ast::as<ast::Subscript>(&node)) return subscript(*e, span);
  if (const auto* e = ast::as<ast::Tuple>(&node)) return tuple_display(*e, span);
  if (const auto* e = ast::as<ast::List>(&node)) return item_display(*e, e->elts, Kind::list, span);
  if (const auto* e = ast::as<ast::Set>(&node)) return item_display(*e, e->elts, Kind::set, span);
  if (const auto* e = ast::as<ast::Dict>(&node)) return dict_display(*e, span);
  if (const auto* e = ast::as<ast::ListComp>(&node)) return comprehension(e, e->generators, Kind::list, e->elt, nullptr, span);
  if (const auto* e = ast::as<ast::SetComp>(&node)) return comprehension(e, e->generators, Kind::set, e->elt, nullptr, span);
  if (const auto* e = ast::as<ast::DictComp>(&node)) return comprehension(e, e->generators, Kind::dict, e->key, e->value, span);
  // A lambda of the module itself is made within the constant that holds it: that captures nothing.
  if (const auto* e = ast::as<ast::Lambda>(&node)) return make_function(program_.define(*def_.module, def_.constant != nullptr ? nullptr : &def_, *e), span);
  if (const auto* e = ast::as<ast::NamedExpr>(&node)) {
    const ExprId value = expression(*e->value);
    const auto* name = ast::as<ast::Name>(e->target);
    forget_attributes(name->id, false);
    if (const auto cell = cells_.find(name->id); cell != cells_.end()) {
      const auto stored = store_cell(cell->second, value, span);
      return stored ? *stored : value;
    }
    const ir::NameId id = name_id(name->id);
    const LocalId local = local_for(id, type(value));
    bound_.insert(id.value);
    env_.names[id.value] = {type(value), local, false};
    if (is(type(value), Kind::literal)) env_.names[id.value].type = types::base_of(type(value));
    return add(ir::Let{local, cast(value, function[local].type), read(local, span)}, function[local].type, span);
  }
  if (const auto* e = ast::as<ast::GeneratorExp>(&node)) return generator_expression(*e, span);
  if (const auto* e = ast::as<ast::JoinedStr>(&node)) return joined_string(*e, span);
  if (ast::as<ast::Await>(&node) != nullptr) fail(unsupported, span, "`await`");
  if (const auto* e = ast::as<ast::Yield>(&node)) return yield_value(e->value != nullptr ? expression(*e->value) : constant(types.none, span), true, span);
  if (const auto* e = ast::as<ast::YieldFrom>(&node)) return yield_from(*e, true, span);
  fail(unsupported, span, "this expression");
}

// An f-string: its pieces, joined at once.
ExprId FunctionChecker::joined_string(const ast::JoinedStr& node, Span span) {
  Operands pieces(*this);
  for (const auto* part : node.values) {
    const auto* formatted = ast::as<ast::FormattedValue>(part);
    pieces.add(formatted != nullptr ? formatted_value(*formatted) : cast(expression(*part), types.string));
    if (is(type(pieces.last()), Kind::never)) return pieces.last();
  }
  std::vector<ExprId> parts = pieces.take();
  if (parts.empty()) return constant(types.literal(std::string_view()), span);
  if (parts.size() == 1) return parts[0];
  return call(runtime("kb::join_pieces", "format.hpp", ir::Effects::reads | ir::Effects::allocates, false), std::move(parts), types.string, span);
}

// `{value!r:spec}`
ExprId FunctionChecker::formatted_value(const ast::FormattedValue& node) {
  const Span span = node.span;
  ExprId value = as_whole(expression(*node.value));
  if (is(type(value), Kind::never)) return value;
  // Objects of compiled classes show themselves.
  if (types::holds_object(type(value)) && node.conversion != 'a' && node.format_spec == nullptr) {
    return for_each_member(value, [&](ExprId member) -> ExprId {
      if (is(type(member), Kind::instance)) return object_text(member, node.conversion == 'r', span);
      return call_library(*program_.library.find_function("builtins", node.conversion == 'r' ? "repr" : "str"), {{member, {}, span}}, span);
    });
  }
  const auto builtin = [&](std::string_view name, std::vector<LibraryArgument> args) { return call_library(*program_.library.find_function("builtins", name), std::move(args), span); };
  if (node.conversion == 'r') value = builtin("repr", {{value, {}, span}});
  if (node.conversion == 's') value = builtin("str", {{value, {}, span}});
  if (node.conversion == 'a') value = builtin("ascii", {{value, {}, span}});
  if (node.format_spec == nullptr) return builtin("format", {{value, {}, span}});
  Operands operands(*this);
  operands.add(value);
  const ExprId spec = expression(*node.format_spec);
  return builtin("format", {{operands.take()[0], {}, span}, {spec, {}, span}});
}

ExprId FunctionChecker::constant_expression(const ast::Constant& node, Span span) {
  using Type = ast::ConstantValue::Type;
  switch (node.value.type) {
    case Type::none: return constant(types.none, span);
    case Type::true_: return constant(types.literal(true), span);
    case Type::false_: return constant(types.literal(false), span);
    case Type::ellipsis: return constant(types.ellipsis, span);
    case Type::integer:
      if (!node.value.fits_int64) fail(integer_too_large, span);
      return integer(node.value.integer, span);
    case Type::floating: return constant(types.literal(node.value.floating), span);
    case Type::complex: {
      const ir::RuntimeId make = runtime("kb::make_complex", "complex.hpp", ir::Effects::none, false);
      return call(make, {constant(types.literal(0.0), span), constant(types.literal(node.value.floating), span)}, types.complex, span);
    }
    case Type::string: return constant(types.literal(node.value.text), span);
    case Type::bytes: {
      // The bytes as the code points of a text.
      std::string latin;
      for (const char c : node.value.text) {
        const auto byte = static_cast<unsigned char>(c);
        if (byte < 0x80) latin += c;
        else latin += {static_cast<char>(0xC0 | (byte >> 6)), static_cast<char>(0x80 | (byte & 0x3F))};
      }
      return call(runtime("kb::bytes_of_latin", "bytes.hpp", ir::Effects::allocates, false), {constant(types.literal(std::string_view(latin)), span)}, types.bytes, span);
    }
  }
  return constant(types.none, span);
}

// Of a length that is not known when compiling, or of more items than are worth a type of each, a tuple of items of one type.
ExprId FunctionChecker::tuple_display(const ast::Tuple& node, Span span) {
  constexpr std::size_t most_types = 64;
  const auto variadic = [&](ExprId items) {
    if (is(type(items), Kind::never)) return items;
    const Type item = types::storage_of(types, type(items)->args[0]);
    return call(runtime("kb::to_variadic", "variadic.hpp", ir::Effects::reads | ir::Effects::allocates, true), {items}, types.variadic(item), span);
  };
  if (node.elts.size() > most_types) return variadic(item_display(node, node.elts, Kind::list, span));
  Operands operands(*this);
  for (std::size_t at = 0; at < node.elts.size(); ++at) {
    const ast::Expr* const element = node.elts[at];
    if (const auto* starred = ast::as<ast::Starred>(element)) {
      const ExprId whole = expression(*starred->value);
      if (is(type(whole), Kind::never)) return whole;
      if (!is(type(whole), Kind::tuple)) {
        operands.add(whole);
        return variadic(filled_display(node, Kind::list, operands.take(), true, node.elts.subspan(at + 1), span));
      }
      const Reuse tuple = reuse(whole, "items");
      if (tuple.local) emit(ir::Assign{tuple.local, whole}, span);
      for (std::size_t i = 0; i < type(whole)->args.size(); ++i) {
        const Type item = type(whole)->args[i];
        operands.add(is(item, Kind::literal) ? constant(item, span) : add(ir::TupleItem{read(tuple, span), int(i)}, item, span));
      }
      continue;
    }
    const ExprId item = expression(*element);
    if (is(type(item), Kind::never)) return item;
    operands.add(item);
  }
  std::vector<ExprId> items = operands.take();
  std::vector<Type> item_types;
  for (const ExprId item : items) item_types.push_back(type(item));
  return add(ir::MakeTuple{std::move(items)}, types.tuple(item_types), span);
}

types::SiteId FunctionChecker::site(const void* node) {
  const auto [found, is_new] = knowledge_.site_of_node.try_emplace(node, types::SiteId(knowledge_.sites.size()));
  if (is_new) knowledge_.sites.push_back({});
  return found->second;
}

// The type of the container made at `node`, with what is known of its items so far.
Type FunctionChecker::site_list(const void* node, Kind kind) {
  const types::SiteId ids[] = {site(node)};
  const Knowledge::Site& known = knowledge_.sites[ids[0]];
  const Type item = known.item != nullptr ? known.item : types.never;
  if (kind == Kind::list) return types.list(item, ids);
  if (kind == Kind::set) return types.set(item, ids);
  return types.dict(known.key != nullptr ? known.key : types.never, item, ids);
}

// Item by item: what is there already, the last of it unpacked where `is_last_open`, then the elements.
ExprId FunctionChecker::filled_display(const ast::Expr& node, Kind made, const std::vector<ExprId>& first, bool is_last_open, ast::Nodes<ast::Expr> elements, Span span) {
  const Type whole = site_list(&node, made);
  const LocalId filled = temporary("made", types::storage_of(types, whole));
  emit(ir::Assign{filled, add(ir::MakeList{}, function[filled].type, span)}, span);
  const auto put = [&](ExprId value, bool is_open, Span where) {
    const char* method = made == Kind::list ? (is_open ? "extend" : "append") : is_open ? "update" : "add";
    const auto entry = program_.library.find_method(whole, method);
    const auto call = [&](ExprId one) { return call_library(*entry, {{add(ir::ReadLocal{filled}, whole, span), {}, span}, {one, {}, where}}, where); };
    emit(ir::Evaluate{is_open ? for_each_member(value, call) : call(value)}, where);
  };
  for (const ExprId value : first) put(value, is_last_open && value == first.back(), this->span(value));
  for (const auto* element : elements) {
    const auto* starred = ast::as<ast::Starred>(element);
    const ExprId value = expression(starred != nullptr ? *starred->value : *element);
    if (is(type(value), Kind::never)) return value;
    put(value, starred != nullptr, element->span);
  }
  return add(ir::ReadLocal{filled}, whole, span);
}

// [a, b], {a, b}
ExprId FunctionChecker::item_display(const ast::Expr& node, ast::Nodes<ast::Expr> elements, Kind made, Span span) {
  const types::SiteId id = site(&node);
  if (std::any_of(elements.begin(), elements.end(), [](const auto* element) { return ast::is<ast::Starred>(element); })) return filled_display(node, made, {}, false, elements, span);
  Operands operands(*this);
  for (const auto* element : elements) {
    const ExprId item = expression(*element);
    if (is(type(item), Kind::never)) return item;
    operands.add(item);
  }
  std::vector<ExprId> items = operands.take();
  for (const ExprId item : items) widen({id}, nullptr, made == Kind::set && types::holds_names(type(item)) ? types.object : type(item));
  const Type whole = site_list(&node, made);
  for (ExprId& item : items) item = convert(item, whole->args[0], this->span(item));
  return add(ir::MakeList{std::move(items)}, whole, span);
}

ExprId FunctionChecker::dict_display(const ast::Dict& node, Span span) {
  const types::SiteId id = site(&node);
  std::vector<ExprId> keys, values;
  if (std::find(node.keys.begin(), node.keys.end(), nullptr) != node.keys.end()) {
    // Filled item by item.
    const Type whole = site_list(&node, Kind::dict);
    const LocalId made = temporary("made", types::storage_of(types, whole));
    emit(ir::Assign{made, add(ir::MakeDict{}, function[made].type, span)}, span);
    const auto put = [&](const char* method, std::vector<LibraryArgument> args, Span where) {
      args.insert(args.begin(), {add(ir::ReadLocal{made}, whole, span), {}, span});
      emit(ir::Evaluate{call_library(*program_.library.find_method(whole, method), std::move(args), where)}, where);
    };
    for (std::size_t i = 0; i < node.keys.size(); ++i) {
      const Span where = node.values[i]->span;
      if (node.keys[i] == nullptr) {
        ExprId other = expression(*node.values[i]);
        if (is(type(other), Kind::never)) return other;
        if (is(type(other), Kind::object)) other = convert(other, types.dict(types.object, types.object), where);
        if (!is(type(other), Kind::dict)) fail(not_convertible, where, "dict", type(other)->text);
        put("update", {{other, {}, where}}, where);
        continue;
      }
      const ExprId key = expression(*node.keys[i]);
      const ExprId value = expression(*node.values[i]);
      put("__setitem__", {{key, {}, node.keys[i]->span}, {value, {}, where}}, where);
    }
    return add(ir::ReadLocal{made}, whole, span);
  }
  Operands operands(*this);
  for (std::size_t i = 0; i < node.keys.size(); ++i) {
    for (const ast::Expr* part : {node.keys[i], node.values[i]}) {
      const ExprId item = expression(*part);
      if (is(type(item), Kind::never)) return item;
      operands.add(item);
    }
  }
  const std::vector<ExprId> items = operands.take();
  for (std::size_t i = 0; i < items.size(); i += 2) {
    keys.push_back(items[i]);
    values.push_back(items[i + 1]);
    widen({id}, type(keys.back()), type(values.back()));
  }
  const Type whole = site_list(&node, Kind::dict);
  for (ExprId& key : keys) key = convert(key, whole->args[0], this->span(key));
  for (ExprId& value : values) value = convert(value, whole->args[1], this->span(value));
  return add(ir::MakeDict{std::move(keys), std::move(values)}, whole, span);
}

ExprId FunctionChecker::comprehension(const void* key, const auto& generators, Kind made, const ast::Expr* item, const ast::Expr* value, Span span) {
  const types::SiteId id = site(key);
  const auto empty = [&] { return site_list(key, made); };
  // Built into a local by statements in front of the expression's own.
  const Type whole = empty();
  const LocalId result = temporary("result", types::storage_of(types, whole));
  emit(ir::Assign{result, made == Kind::dict ? add(ir::MakeDict{}, function[result].type, span) : add(ir::MakeList{}, function[result].type, span)}, span);
  comprehension_scope(generators, {item, value}, span, [&] {
    comprehension_loops(
        generators, 0,
        [&] {
          Operands operands(*this);
          operands.add(expression(*item));
          const ExprId second = value != nullptr ? expression(*value) : operands.last();
          const ExprId first = operands.take()[0];
          for (const ExprId raises : {first, second}) {
            if (env_.dead || !is(type(raises), Kind::never)) continue;
            emit(ir::Evaluate{raises}, span);
            env_.dead = true;
          }
          if (env_.dead) return;
          widen({id}, made == Kind::dict ? type(first) : nullptr, type(second));
          const ExprId container = add(ir::ReadLocal{result}, whole, span);
          if (whole != empty()) return;  // the items' type has grown: another attempt follows
          std::vector<LibraryArgument> args{{container, {}, span}};
          args.push_back({convert(first, whole->args[0], span), {}, span});
          if (made == Kind::dict) args.push_back({convert(second, whole->args[1], span), {}, span});
          const char* method = made == Kind::list ? "append" : made == Kind::set ? "add" : "__setitem__";
          emit(ir::Evaluate{call_library(*program_.library.find_method(whole, method), std::move(args), span)}, span);
        },
        {}, span);
  });
  return add(ir::ReadLocal{result}, whole, span);
}

void FunctionChecker::comprehension_scope(const auto& generators, std::vector<const ast::Expr*> parts, Span span, const std::function<void()>& body) {
  // Its variables hide the function's; those that functions made in it capture are cells.
  const std::map<std::string, ir::NameId, std::less<>> outer_names = name_ids_;
  const std::map<std::string, Cell, std::less<>> outer_cells = cells_;
  for (const auto* generator : generators) {
    parts.insert(parts.end(), generator->ifs.begin(), generator->ifs.end());
    if (generator != generators[0]) parts.push_back(generator->iter);
  }
  for (const auto* generator : generators) {
    const std::vector<std::string> names = target_names(*generator->target);
    for (const std::string& name : names) cells_.erase(name);
    for (const ast::Expr* part : parts) {
      if (part == nullptr) continue;
      for (const std::string& name : captured_in(*part, names)) {
        name_of(generator, name);
        make_cell(name, &knowledge_.name_ids.find({generator, name})->second, std::nullopt, span);
      }
    }
  }
  body();
  for (auto& [name, name_id_here] : name_ids_) {
    if (const auto outer = outer_names.find(name); outer != outer_names.end()) name_id_here = outer->second;
  }
  std::erase_if(name_ids_, [&](const auto& entry) { return !outer_names.contains(entry.first); });
  cells_ = outer_cells;
}

// any(... for ...), all(... for ...): the rest of the generator does not run once the result is known.
ExprId FunctionChecker::any_or_all(const ast::GeneratorExp& node, bool is_any, Span span) {
  const LocalId result = temporary("result", types.boolean);
  emit(ir::Assign{result, cast(constant(types.literal(!is_any), span), types.boolean)}, span);
  const auto leave_loop = [&](const std::function<void()>& before) {
    before();
    loops_.back()->breaks.push_back(leave(span));
    emit(ir::Break{}, span);
    env_.dead = true;
  };
  const auto leave_loop_where = [&](ExprId test, const std::function<void()>& before) {
    const Env here = env_;
    ir::Block yes = build_block([&] { leave_loop(before); });
    env_ = here;
    emit(ir::If{test, std::move(yes), {}}, span);
  };
  comprehension_scope(node.generators, {node.elt}, span, [&] {
    comprehension_loops(
        node.generators, 0,
        [&] {
          const ExprId test = condition(*node.elt);
          if (env_.dead || is(type(test), Kind::never)) {
            if (!env_.dead) emit(ir::Evaluate{test}, span);
            env_.dead = true;
            return;
          }
          const auto decide = [&] { emit(ir::Assign{result, cast(constant(types.literal(is_any), span), types.boolean)}, span); };
          const auto known = static_truth(test);
          if (!known) leave_loop_where(is_any ? test : negation(test, span), decide);
          else if (*known == is_any) leave_loop(decide);
        },
        [&] {
          const ExprId value = read(result, span);
          leave_loop_where(is_any ? value : negation(value, span), [] {});
        },
        span);
  });
  return read(result, span);
}

// `innermost` is built within all loops, `after` behind each loop but the outermost.
void FunctionChecker::comprehension_loops(const auto& generators, std::size_t depth, const std::function<void()>& innermost, const std::function<void()>& after,
                                          Span span) {
  if (depth == generators.size()) return innermost();
  const auto& generator = *generators[depth];
  if (generator.is_async) fail(unsupported, generator.span, "an asynchronous comprehension");
  ExprId iterable = without_none(without_enum_class(expression(*generator.iter), generator.span), "'NoneType' object is not iterable", generator.iter->span);
  if (env_.dead) return;
  if (is(type(iterable), Kind::instance)) iterable = iterator_of(iterable, generator.iter->span);
  counted_or_each(
      &generator, iterable,
      [&](ExprId item) {
        for (const std::string& name : target_names(*generator.target)) {
          name_ids_.insert_or_assign(name, name_of(&generator, name));
        }
        assign_to(*generator.target, item, generator.target->span);
      },
      [&] {
        std::function<void(std::size_t)> filter = [&](std::size_t i) {
          if (i == generator.ifs.size()) {
            comprehension_loops(generators, depth + 1, innermost, after, span);
            if (after && depth + 1 < generators.size() && !env_.dead) after();
            return;
          }
          // Where nothing comes, nothing is asked.
          if (env_.dead) return;
          const ExprId test = condition(*generator.ifs[i]);
          if (is(type(test), Kind::never)) {
            if (!env_.dead) emit(ir::Evaluate{test}, span);
            env_.dead = true;
            return;
          }
          if (const auto known = static_truth(test)) {
            if (*known) filter(i + 1);
            return;
          }
          const Env before = env_;
          std::vector<Edge> edges;
          ir::Block yes = build_block([&] {
            narrow(*generator.ifs[i], true);
            filter(i + 1);
            if (!env_.dead) edges.push_back(leave(span));
          });
          env_ = before;
          env_.names.resize(function.names.size());
          ir::Block no = build_block([&] { edges.push_back(leave(span)); });
          emit(ir::If{test, std::move(yes), std::move(no)}, span);
          env_ = join(edges, span);
        };
        filter(0);
      },
      [] {}, bool(after), span);
}

}  // namespace keelback::check
