// Which instance of a function a call is of: the types at which it passes its arguments.
#include <algorithm>

#include "check/function_checker.hpp"
#include "check/library_arguments.hpp"
#include "check/signatures.hpp"
#include "check/special_methods.hpp"

namespace keelback::check {

using types::is;

ExprId FunctionChecker::as_declared(ExprId value, Type declared) {
  widen_to_declared(type(value), declared);
  value = as_stored(value, declared);
  if (!converts(type(value), declared)) fail(not_convertible, function[value].span, declared->text, type(value)->text);
  return convert(value, declared, function[value].span);
}

// Whether what is given is what is declared, but for items of which the declaration says nothing: a `list[str]` for a `list[Any]`.
bool FunctionChecker::is_known_better(Type given, Type declared) {
  if (given == declared || types::storage_of(types, given) == types::storage_of(types, declared)) return true;
  if (is(given, Kind::union_)) return std::ranges::all_of(given->args, [&](Type member) { return is_known_better(member, declared); });
  if (is(declared, Kind::union_)) return std::ranges::any_of(declared->args, [&](Type member) { return is_known_better(given, member); });
  if (is(declared, Kind::object)) return declared->args.empty() && types::crosses(given);
  if (types::is_iterable(declared)) {
    const Type item = is(given, Kind::instance) ? nullptr : iterated(types, given);
    return item != nullptr && is_known_better(item, declared->args[0]);
  }
  const bool holds = types::is_container(given) || is(given, Kind::frozenset) || is(given, Kind::variadic) || is(given, Kind::tuple);
  if (!holds || given->kind != declared->kind || given->name != declared->name || given->args.size() != declared->args.size() || types::is_named_tuple(given)) return false;
  for (std::size_t i = 0; i < given->args.size(); ++i) {
    if (!is_known_better(given->args[i], declared->args[i])) return false;
  }
  return true;
}

// For a parameter that takes containers of several kinds: one that holds nothing yet holds what is declared, and a tuple has any length. What holds other items than are declared stays so.
ExprId FunctionChecker::as_open(ExprId value, const std::vector<Type>& kinds) {
  const Type given = type(value);
  for (const Type kind : kinds) {
    const bool is_tuple = is(kind, Kind::variadic) && is(given, Kind::tuple) && given->name.empty();
    const auto holds = [&](Type item) { return is(item, Kind::never) || join_types(types::storage_of(types, item), kind->args[0]) == kind->args[0]; };
    if (is_tuple && std::ranges::all_of(given->args, holds) && converts(given, kind)) return convert(value, kind, span(value));
    if (types::is_container(given) && given->kind == kind->kind && given->name.empty() && is(given->args.back(), Kind::never)) return as_declared(value, kind);
  }
  return value;
}

Instance& FunctionChecker::instance_for(const FunctionDef& callee, const std::vector<Type>& captures, std::vector<ExprId>& args, Span span) {
  const Signature signature = signature_of(program_, callee);
  std::vector<Type> general, owners = captures;
  for (const Type capture : captures) general.push_back(types::storage_of(types, capture));
  std::vector<Type> exact = general;
  bool has_literals = false;
  std::optional<Unsupported> better;  // something is given of which more is known than is declared: what to say where the function does not take it
  for (std::size_t i = 0; i < args.size(); ++i) {
    const Type declared = i < signature.parameters.size() ? signature.parameters[i] : nullptr;
    // What is declared as any iterable, or iterator, is used as what it is.
    const Type passed = type(args[i]);
    const bool is_any = declared != nullptr && is(declared, Kind::iterator) && !types::is_generator(declared) && (types::is_iterable(declared) || is(passed, Kind::iterator)) &&
                        !types::is_iterable(passed) && !is(passed, Kind::instance) && iterated(types, passed) != nullptr &&
                        types::storage_of(types, iterated(types, passed)) == types::storage_of(types, declared->args[0]);
    // A function of this program that is given for a Python one stays what it is: it is called directly. So does None: which it is, is known.
    const bool is_callable = declared != nullptr && is(declared, Kind::object) && !declared->args.empty() && (is(passed, Kind::function) || (is(passed, Kind::none) && types::is_optional_function(declared)));
    // `__eq__(self, other: object)` of an object of a compiled class: what `isinstance` says of it is known.
    const bool is_operand = i == 1 && declared != nullptr && is(declared, Kind::object) && declared->args.empty() && is(passed, Kind::instance) && callee.owner != nullptr && callee.def != nullptr && is_operator_method(callee.def->name);
    if (declared != nullptr && passed != declared && passed != left_out(types) && !is_any && !is_callable && !is_operand) {
      widen_to_declared(type(args[i]), declared);
      if (!converts(type(args[i]), declared) && is_known_better(type(args[i]), declared)) better.emplace(make_error(file, not_convertible, function[args[i]].span, declared->text, type(args[i])->text));
      else args[i] = as_declared(args[i], declared);
    } else if (i < signature.open.size()) {
      args[i] = as_open(args[i], signature.open[i]);
    }
    const Type given = type(args[i]);
    owners.push_back(given);
    general.push_back(types::storage_of(types, given));
    exact.push_back((declared == nullptr || is_callable) && is(given, Kind::literal) ? given : general.back());
    has_literals |= exact.back() != general.back();
  }
  const auto made = [&](const std::vector<Type>& at) -> Instance& {
    try {
      return program_.instance(callee, at, signature.result, true);
    } catch (const WidenArgument& wider) {
      const Type owner = owners[wider.argument];
      // Nobody knows who made it: its items' type stays, what is put in converts.
      if (owner->sites.empty()) return program_.instance(callee, at, signature.result);
      // Containers within have sites of the callee.
      const auto without_sites = [&](Type more) { return more == nullptr ? nullptr : types::storage_of(types, more); };
      widen(owner->sites, without_sites(wider.key), without_sites(wider.item));
      throw Unsupported{make_error(file, unknown_item_type, span, owner->text)};  // this attempt is not the last one
    }
  };
  try {
    return made(general);
  } catch (const Unsupported& failure) {
    // A parameter that must be known when compiling (an axis, a method's name) is: in this call it is a literal.
    if (has_literals) {
      try {
        return made(exact);
      } catch (const Unsupported&) {
      }
    }
    if (std::ranges::any_of(signature.open, [](const std::vector<Type>& kinds) { return !kinds.empty(); })) {
      std::vector<Type> objects = general;
      for (std::size_t i = 0; i < args.size() && i < signature.open.size(); ++i) {
        if (!signature.open[i].empty() && types::crosses(general[captures.size() + i])) objects[captures.size() + i] = types.object;
      }
      try {
        Instance& found = made(objects);
        for (std::size_t i = 0; i < args.size(); ++i) args[i] = objects[captures.size() + i] == types.object ? convert(args[i], types.object, function[args[i]].span) : args[i];
        return found;
      } catch (const Unsupported&) {
      }
    }
    if (better) throw *better;
    Unsupported told = failure;
    std::vector<diag::Note>& notes = told.diagnostic.notes;
    // Of a recursive function's calls of itself one is told.
    const bool is_told = std::any_of(notes.begin(), notes.end(), [&](const diag::Note& note) { return note.file == &file && note.span == span; });
    if (!is_told) notes.push_back({"while compiling `" + callee.name + "` for this call", span, &file});
    throw told;
  }
}

}  // namespace keelback::check
