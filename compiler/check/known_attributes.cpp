// What is known of attributes, and of variables that nested functions share: tests have shown it, or stores.
//
// A test of `self.left` says what it holds until something may have stored another value there: a store to an attribute of that name does; a call
// may have. After a call a None is no longer known. Everything else stays known, as most calls leave it, but is looked at again when it is read: what takes
// any value of the declared type gets the attribute as it is (as_whole), all else raises TypeError where it has changed.
#include <algorithm>

#include "check/function_checker.hpp"

namespace keelback::check {

using types::is;

bool FunctionChecker::calls_out(const ir::ExprNode& node) {
  if (const auto* dynamic = std::get_if<ir::Dynamic>(&node)) return dynamic->op != ir::DynamicOp::imported;
  return std::holds_alternative<ir::Call>(node) || std::holds_alternative<ir::CallClosure>(node) || std::holds_alternative<ir::Callable>(node);
}

void FunctionChecker::doubt_attributes() {
  std::erase_if(env_.attributes, [](const auto& known) { return is(known.second.type, Kind::none); });
  for (auto& [path, known] : env_.attributes) known.is_fresh = false;
}

// After a branch that one path of an expression takes: what is still known of what was known in front of it.
void FunctionChecker::keep_attributes(std::map<std::string, KnownAttribute, std::less<>>& before, const Env& after) {
  std::erase_if(before, [&](const auto& known) { return !after.attributes.contains(known.first); });
  for (auto& [path, known] : before) known.is_fresh &= after.attributes.find(path)->second.is_fresh;
}

std::string FunctionChecker::path_of(const ast::Expr& node) {
  if (const auto* name = ast::as<ast::Name>(&node)) return is_local(name->id) || cells_.contains(name->id) ? std::string(name->id) : std::string();
  const auto* attribute = ast::as<ast::Attribute>(&node);
  const std::string owner = attribute == nullptr ? std::string() : path_of(*attribute->value);
  return owner.empty() ? owner : owner + "." + std::string(attribute->attr);
}

// What the expression holds here as far as that is known, tests included; null: nothing that a test could tell more of.
Type FunctionChecker::known_at(const ast::Expr& node) {
  const auto* name = ast::as<ast::Name>(&node);
  if (name != nullptr && !cells_.contains(name->id)) {
    if (!is_local(name->id)) return nullptr;
    const ir::NameId id = name_id(name->id);
    return id.value < env_.names.size() && !env_.names[id.value].maybe ? env_.names[id.value].type : nullptr;
  }
  if (name == nullptr && !ast::is<ast::Attribute>(&node)) return nullptr;
  const std::string path = path_of(node);
  if (path.empty()) return nullptr;
  const auto known = env_.attributes.find(path);
  return known != env_.attributes.end() && known->second.is_tested && known->second.is_fresh ? known->second.type : known_type(node);
}

void FunctionChecker::know_tested(const ast::Expr& tested, Type narrower) {
  const auto* name = ast::as<ast::Name>(&tested);
  if (name != nullptr && !cells_.contains(name->id)) env_.names[name_id(name->id).value].type = narrower;
  else if (narrower != known_type(tested)) env_.attributes[path_of(tested)] = {narrower};
  else env_.attributes.erase(path_of(tested));
}

bool FunctionChecker::narrow_path(const ast::Expr& tested, const std::function<bool(Type)>& keeps) {
  const auto* name = ast::as<ast::Name>(&tested);
  if (name != nullptr ? !cells_.contains(name->id) : !ast::is<ast::Attribute>(&tested)) return false;
  const Type known = known_at(tested);
  if (known == nullptr || !is(known, Kind::union_)) return false;
  std::vector<Type> kept;
  std::copy_if(known->args.begin(), known->args.end(), std::back_inserter(kept), keeps);
  if (!kept.empty()) know_tested(tested, types.union_of(kept));
  return true;
}

ExprId FunctionChecker::narrowed_attribute(const ast::Attribute& node, ExprId value, Span span) { return env_.attributes.empty() ? value : narrowed(path_of(node), value, span); }

ExprId FunctionChecker::narrowed(std::string_view path, ExprId value, Span span) {
  const auto found = path.empty() ? env_.attributes.end() : env_.attributes.find(path);
  if (found == env_.attributes.end() || found->second.type == type(value)) return value;
  const KnownAttribute known = found->second;
  const std::string text(path);
  if (!known.is_tested) {
    stored_.insert_or_assign(value.value, Stored{known.type, text, {}});
    return value;
  }
  const ExprId narrow = as_narrow(value, known.type, "'" + text + "'", span, known.is_fresh);
  if (!known.is_fresh) stored_.insert_or_assign(narrow.value, Stored{known.type, text, value});
  return narrow;
}

ExprId FunctionChecker::as_narrow(ExprId value, Type narrow, const std::string& what, Span span, bool is_fresh) {
  const auto members = is(narrow, Kind::union_) ? narrow->args : std::vector<Type>{narrow};
  const ExprId read = for_each_member(value, [&](ExprId member) -> ExprId {
    const Type held = type(member);
    if (converts(held, narrow)) return member;
    // Of the class that the test has asked for, or of what an object may be in native code.
    const auto derived = std::ranges::find_if(members, [&](Type one) { return is(held, Kind::object) || types::is_subclass(one, held); });
    if (is(held, Kind::object)) return add(ir::Convert{member}, narrow, span);
    if (derived != members.end() && is_fresh) return add(ir::Convert{member}, *derived, span);
    const std::string text = what + " is " + python_name(held) + " since it was tested";
    if (derived != members.end()) {
      const Reuse object = reuse(member, "object");
      const ExprId test = add(ir::IsClass{this->read(object, span), program_.class_of(*derived).id}, types.boolean, span);
      return wrap(object, add(ir::Select{test, add(ir::Convert{this->read(object, span)}, *derived, span), raise_type_error(what + " has changed its class since it was tested", *derived, span)}, *derived, span));
    }
    throw Unsupported{make_error(file, not_convertible, span, narrow->text, held->text), "type_error", text};
  });
  return read;
}

// An attribute that was tested, where what it may be by now will do, too: as it is. Nothing is checked.
ExprId FunctionChecker::as_whole(ExprId value) {
  const auto known = stored_.find(value.value);
  return known == stored_.end() || !known->second.whole ? value : *known->second.whole;
}

// The same of what owns an attribute or a method: where all that it may be by now has that, or is None (AttributeError, as in Python).
ExprId FunctionChecker::as_owner(ExprId value, std::string_view attribute) {
  const ExprId whole = as_whole(value);
  if (whole == value) return value;
  const Type narrow = type(value);
  const auto members = is(type(whole), Kind::union_) ? type(whole)->args : std::vector<Type>{type(whole)};
  const bool has = std::ranges::all_of(members, [&](Type member) {
    if (is(member, Kind::none) || converts(member, narrow)) return true;
    if (!is(member, Kind::instance)) return false;
    ClassInfo& klass = program_.class_of(member);
    const auto field = find_field(program_, klass, attribute);
    return find_method(klass, attribute).has_value() || (field && field->type != nullptr);
  });
  return has ? whole : value;
}

// An attribute that was stored before, where what it may be by now is not what is wanted: what was stored is, if nothing in between has changed it.
// One that was tested, where what it may be by now is wanted: that.
ExprId FunctionChecker::as_stored(ExprId value, Type wanted) {
  const auto known = stored_.find(value.value);
  if (known == stored_.end()) return value;
  if (known->second.whole) return converts(type(*known->second.whole), wanted) ? *known->second.whole : value;
  if (converts(type(value), wanted) || !converts(known->second.type, wanted)) return value;
  return as_narrow(value, known->second.type, "'" + known->second.path + "'", span(value), false);
}

void FunctionChecker::know_stored(const ast::Attribute& target, Type held) {
  const Type whole = known_type(target);
  if (whole != nullptr) know_stored(path_of(target), whole, held);
}

void FunctionChecker::know_stored(const std::string& path, Type whole, Type held) {
  if (path.empty() || !is(whole, Kind::union_)) return;
  std::vector<Type> kept;
  const std::vector<Type> given = is(held, Kind::union_) ? held->args : std::vector<Type>{types::base_of(held)};
  std::ranges::copy_if(whole->args, std::back_inserter(kept), [&](Type member) { return std::ranges::find(given, member) != given.end(); });
  if (!kept.empty() && kept.size() == given.size() && kept.size() < whole->args.size()) env_.attributes[path] = {types.union_of(kept), false};
}

// What the last statement of a branch stores in an attribute is known there like what a test tells: `if self.x is None: self.x = f()`.
void FunctionChecker::know_stored(const ast::Stmt& last) {
  const auto* assign = ast::as<ast::Assign>(&last);
  const auto* stored = block_->empty() ? nullptr : std::get_if<ir::StoreField>(&function[block_->back()].node);
  if (assign == nullptr || assign->targets.size() != 1 || stored == nullptr || !stored->value) return;
  const auto* converted = std::get_if<ir::Convert>(&function[*stored->value].node);
  if (converted == nullptr || is(type(converted->operand), Kind::none)) return;
  const Type held = type(converted->operand);
  narrow_path(*assign->targets[0], [&](Type member) { return member == held; });
}

bool FunctionChecker::narrow_to_class(const ast::Expr& tested, const ast::Expr& classes, bool truth) {
  auto asked = compiled_classes(classes);
  if (const ast::Name* of = named_of_class(classes); of != nullptr && is_local(of->id)) {
    const Type own = known_type(*of);
    if (!truth || own == nullptr || !is(own, Kind::instance)) return true;
    asked = std::vector{&program_.class_of(own)};
  }
  if (!asked) return false;
  const Type known = known_at(tested);
  if (known == nullptr) return true;
  std::vector<Type> kept;
  for (const Type member : is(known, Kind::union_) ? known->args : std::vector<Type>{known}) {
    const bool always = std::ranges::any_of(*asked, [&](const ClassInfo* klass) { return types::is_subclass(member, klass->type); });
    if (always && truth) kept.push_back(member);
    if (always) continue;
    std::vector<Type> narrower;
    if (is(member, Kind::object)) {
      // Of a generic class nobody knows the type arguments.
      const bool is_known = truth && std::ranges::none_of(*asked, [](const ClassInfo* klass) { return klass->generic != nullptr; });
      if (!is_known || asked->empty()) kept.push_back(member);
      for (const ClassInfo* klass : *asked) {
        if (is_known) kept.push_back(klass->type);
      }
      continue;
    }
    for (const ClassInfo* klass : *asked) {
      if (types::is_subclass(klass->type, member)) narrower.push_back(klass->type);
    }
    // Of several classes that it may be of, the object stays what it was known as.
    if (!truth || narrower.size() > 1) kept.push_back(member);
    else kept.insert(kept.end(), narrower.begin(), narrower.end());
  }
  if (!kept.empty()) know_tested(tested, types.union_of(kept));
  return true;
}

void FunctionChecker::forget_attributes(std::string_view name, bool is_attribute) {
  std::erase_if(env_.attributes, [&](const auto& known) {
    const std::string path = known.first + ".";
    return is_attribute ? path.find("." + std::string(name) + ".") != std::string::npos : path.starts_with(std::string(name) + ".");
  });
}

}  // namespace keelback::check
