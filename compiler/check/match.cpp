// `match`: each case is one test, or nested tests where a pattern has parts that exist only after an outer test held.
#include <algorithm>

#include "check/function_checker.hpp"

namespace keelback::check {

using types::is;

namespace {

const std::vector<std::string>& builtin_classes() {
  static const std::vector<std::string> names{"bool", "int", "float", "complex", "str", "bytes", "bytearray", "list", "tuple", "dict", "set", "frozenset", "ndarray"};
  return names;
}

// A pattern that every value matches: `_`, `name`, and these in parentheses or after `as`.
bool is_irrefutable(const ast::Pattern& node) {
  if (const auto* as = ast::as<ast::MatchAs>(&node)) return as->pattern == nullptr || is_irrefutable(*as->pattern);
  if (const auto* either = ast::as<ast::MatchOr>(&node)) {
    return std::any_of(either->patterns.begin(), either->patterns.end(), [](const ast::Pattern* one) { return is_irrefutable(*one); });
  }
  return false;
}

bool binds_names(const ast::Pattern& node) {
  if (const auto* as = ast::as<ast::MatchAs>(&node)) return !as->name.empty() || (as->pattern != nullptr && binds_names(*as->pattern));
  const auto any = [](const auto& patterns) { return std::any_of(patterns.begin(), patterns.end(), [](const ast::Pattern* one) { return binds_names(*one); }); };
  if (const auto* star = ast::as<ast::MatchStar>(&node)) return !star->name.empty();
  if (const auto* either = ast::as<ast::MatchOr>(&node)) return any(either->patterns);
  if (const auto* sequence = ast::as<ast::MatchSequence>(&node)) return any(sequence->patterns);
  if (const auto* mapping = ast::as<ast::MatchMapping>(&node)) return !mapping->rest.empty() || any(mapping->patterns);
  if (const auto* of_class = ast::as<ast::MatchClass>(&node)) return any(of_class->patterns) || any(of_class->kwd_patterns);
  return false;
}

}  // namespace

// Statements of one match. A value that patterns look at is a local with what is known of its type (a Binding), so that it is read anew for each test.
class FunctionChecker::Matcher {
 public:
  Matcher(FunctionChecker& checker, const ast::Match& node) : checker_(checker), node_(node) {}

  void build() {
    const Span span = node_.subject->span;
    const ExprId value = checker_.expression(*node_.subject);
    if (is(checker_.type(value), Kind::never)) {
      checker_.emit(ir::Evaluate{value}, span);
      checker_.env_.dead = true;
      return;
    }
    if (const auto* name = ast::as<ast::Name>(node_.subject); name != nullptr && checker_.is_local(name->id) && !checker_.cells_.contains(name->id)) subject_name_ = name->id;
    Binding subject = kept(value, "subject", span);
    std::vector<Edge> ends;
    cases(0, subject, ends);
    if (!checker_.env_.dead) ends.push_back(checker_.leave(node_.span));
    checker_.env_ = checker_.join(ends, node_.span);
  }

 private:
  using Then = std::function<void()>;
  struct Capture {
    std::string_view name;
    Binding value;
    Span span;
  };

  Binding kept(ExprId value, std::string_view purpose, Span span) {
    const Type known = checker_.type(value);
    const LocalId local = checker_.temporary(purpose, types::storage_of(checker_.types, known));
    if (!checker_.is_known(known)) checker_.emit(ir::Assign{local, checker_.cast(value, checker_.function[local].type)}, span);
    return {known, local, false};
  }
  ExprId read(const Binding& value, Span span) { return checker_.read_binding(value, span); }
  ExprId known(bool truth, Span span) { return checker_.constant(checker_.types.literal(truth), span); }

  // The cases from number `i` on. Afterwards the environment is that of a value that none of them matched.
  void cases(std::size_t i, Binding subject, std::vector<Edge>& ends) {
    for (; i < node_.cases.size() && !checker_.env_.dead; ++i) {
      const ast::MatchCase& one = *node_.cases[i];
      const Span span = one.pattern->span;
      captures_.clear();
      const auto test = simple(*one.pattern, subject);
      if (test && one.guard == nullptr) {
        const auto decided = checker_.static_truth(*test);
        if (decided == false) continue;
        const Env before = checker_.env_;
        if (decided == true) {
          body(one, subject, ends);
          checker_.env_.dead = true;
          return;
        }
        ir::Block yes = checker_.build_block([&] { body(one, subject, ends); });
        checker_.env_ = before;
        exclude(*one.pattern, subject);
        // What follows is the else branch.
        ir::Block no = checker_.build_block([&] {
          cases(i + 1, subject, ends);
          if (!checker_.env_.dead) ends.push_back(checker_.leave(span));
        });
        checker_.emit(ir::If{*test, std::move(yes), std::move(no)}, span);
        checker_.env_.dead = true;
        return;
      }
      if (one.guard == nullptr && matches_all(*one.pattern, subject.type)) {
        match(*one.pattern, subject, [&] { body(one, subject, ends); });
        checker_.env_.dead = true;
        return;
      }
      guarded(i, test, subject, ends);
    }
  }

  // A case whose failure may show late, behind several tests or a guard: a flag tells the cases that follow.
  void guarded(std::size_t i, std::optional<ExprId> test, const Binding& subject, std::vector<Edge>& ends) {
    const ast::MatchCase& one = *node_.cases[i];
    const Span span = one.pattern->span;
    const LocalId open = checker_.temporary("unmatched", checker_.types.boolean);
    const auto set = [&](bool value) { checker_.emit(ir::Assign{open, checker_.cast(known(value, span), checker_.types.boolean)}, span); };
    set(true);
    std::vector<Edge> failed{checker_.leave(span)};
    const Env before = checker_.env_;
    const auto matched = [&] {
      if (one.guard == nullptr) {
        set(false);
        body(one, subject, ends);
        return;
      }
      bind_captures();
      const ExprId guard = checker_.condition(*one.guard);
      const auto decided = checker_.static_truth(guard);
      if (decided && !std::holds_alternative<ir::Constant>(checker_.function[guard].node)) checker_.emit(ir::Evaluate{guard}, one.guard->span);
      const Env bound = checker_.env_;
      ir::Block yes, no;
      if (decided != false) {
        yes = checker_.build_block([&] {
          checker_.narrow(*one.guard, true);
          set(false);
          body(one, subject, ends);
        });
      }
      checker_.env_ = bound;
      if (decided != true) {
        no = checker_.build_block([&] { failed.push_back(checker_.leave(span)); });
      }
      checker_.emit(ir::If{decided ? checker_.cast(known(*decided, span), checker_.types.boolean) : guard, std::move(yes), std::move(no)}, span);
    };
    if (test) {
      when(*test, span, matched);
    } else {
      match(*one.pattern, subject, matched);
    }
    checker_.env_ = before;
    checker_.env_ = checker_.join(failed, span);
    // The cases that follow run only where this one failed: one If around all of them.
    ir::Block rest = checker_.build_block([&] {
      Binding left = subject;
      if (one.guard == nullptr) exclude(*one.pattern, left);
      cases(i + 1, left, ends);
      if (!checker_.env_.dead) ends.push_back(checker_.leave(span));
    });
    checker_.emit(ir::If{checker_.add(ir::ReadLocal{open}, checker_.types.boolean, span), std::move(rest), {}}, span);
    checker_.env_.dead = true;
  }

  void bind_captures() {
    for (const Capture& capture : captures_) checker_.assign_name(capture.name, read(capture.value, capture.span), capture.span);
    captures_.clear();
  }

  void body(const ast::MatchCase& one, const Binding& subject, std::vector<Edge>& ends) {
    narrow_subject(*one.pattern, subject);
    bind_captures();
    checker_.statements(one.body);
    if (!checker_.env_.dead) ends.push_back(checker_.leave(one.pattern->span));
  }

  // The block where `test` holds.
  void when(ExprId test, Span span, const Then& then) {
    const auto decided = checker_.static_truth(test);
    if (decided == false) return;
    if (decided == true) return then();
    const Env before = checker_.env_;
    ir::Block yes = checker_.build_block(then);
    checker_.env_ = before;
    checker_.emit(ir::If{test, std::move(yes), {}}, span);
  }

  // --- unions ---

  // The members of the value's type that `keeps` holds for, as one type; never where there is none.
  Type members(Type type, const std::function<bool(Type)>& keeps) {
    std::vector<Type> kept;
    if (!is(type, Kind::union_)) return keeps(type) ? type : checker_.types.never;
    std::copy_if(type->args.begin(), type->args.end(), std::back_inserter(kept), keeps);
    return kept.empty() ? checker_.types.never : checker_.types.union_of(kept);
  }
  // Whether the value is one of the members that `keeps` holds for.
  ExprId is_one_of(const Binding& value, const std::function<bool(Type)>& keeps, Span span) {
    const Type all = checker_.function[value.local].type;
    if (!is(value.type, Kind::union_)) return known(keeps(value.type), span);
    const bool every = std::all_of(value.type->args.begin(), value.type->args.end(), keeps);
    if (every) return known(true, span);
    ExprId any = known(false, span);
    for (std::size_t i = all->args.size(); i-- > 0;) {
      const bool is_left = std::any_of(value.type->args.begin(), value.type->args.end(), [&](Type member) { return types::storage_of(checker_.types, member) == types::storage_of(checker_.types, all->args[i]) && keeps(member); });
      if (is_left) any = checker_.logical_of(false, checker_.add(ir::IsMember{checker_.read(value.local, span), int(i)}, checker_.types.boolean, span), any, span);
    }
    return any;
  }

  std::function<bool(Type)> of_class(const ast::MatchClass& node) {
    const auto names = checker_.class_names(*node.cls);
    if (!names || names->size() != 1 || !std::count(builtin_classes().begin(), builtin_classes().end(), names->front())) checker_.fail(unsupported, node.cls->span, "a pattern with this class");
    if (const auto* name = ast::as<ast::Name>(node.cls); name != nullptr && (checker_.is_local(name->id) || checker_.def_.module->names.contains(name->id))) {
      checker_.fail(unsupported, node.cls->span, "a pattern with this class");
    }
    return [this, classes = *names](Type member) { return checker_.is_instance(member, classes); };
  }

  // The subject's name has the type that the pattern tells, where it is one of a union's.
  void narrow_subject(const ast::Pattern& pattern, const Binding& subject) {
    if (!subject_name_.empty()) retype_name(matching(pattern, subject.type));
  }
  void retype_name(Type type) {
    if (subject_name_.empty() || type == nullptr || is(type, Kind::never)) return;
    Binding& binding = checker_.env_.names[checker_.name_id(subject_name_).value];
    if (binding.type == nullptr || binding.maybe || !is(binding.type, Kind::union_) || binding.type == type) return;
    const auto& all = binding.type->args;
    const auto among = [&](Type member) { return std::find(all.begin(), all.end(), member) != all.end(); };
    const bool is_part = is(type, Kind::union_) ? std::all_of(type->args.begin(), type->args.end(), among) : among(type);
    if (is_part) binding.type = type;
  }

  // The part of the type that the pattern may match; the whole type where the pattern does not tell.
  Type matching(const ast::Pattern& pattern, Type type) {
    if (const auto* as = ast::as<ast::MatchAs>(&pattern)) return as->pattern == nullptr ? type : matching(*as->pattern, type);
    if (const auto* one = ast::as<ast::MatchSingleton>(&pattern)) {
      const Kind kind = one->value.type == ast::ConstantValue::Type::none ? Kind::none : Kind::boolean;
      return members(type, [&](Type member) { return types::base_of(member)->kind == kind; });
    }
    if (const auto* node = ast::as<ast::MatchClass>(&pattern)) {
      if (const ClassInfo* klass = compiled_class(*node)) return as_class(*klass, type);
      if (const NamedTupleInfo* named = named_tuple(*node)) return as_named_tuple(*named, type);
      return is(type, Kind::object) ? type : members(type, of_class(*node));
    }
    if (const auto* either = ast::as<ast::MatchOr>(&pattern)) {
      const auto keeps = [&](Type member) {
        return std::any_of(either->patterns.begin(), either->patterns.end(), [&](const ast::Pattern* one) { return !is(matching(*one, member), Kind::never); });
      };
      return members(type, keeps);
    }
    if (const auto* sequence = ast::as<ast::MatchSequence>(&pattern)) return members(type, [&](Type member) { return may_be(*sequence, member); });
    if (ast::is<ast::MatchMapping>(&pattern)) return members(type, [](Type member) { return is(member, Kind::dict); });
    return type;
  }

  // A case without a guard that failed: the subject is none of the members that its pattern matches whatever their value.
  void exclude(const ast::Pattern& pattern, Binding& subject) {
    if (!is(subject.type, Kind::union_)) return;
    const Type left = members(subject.type, [&](Type member) { return !matches_all(pattern, member); });
    if (is(left, Kind::never)) return;
    subject.type = left;
    retype_name(left);
  }
  // Whether the pattern matches every value of the type.
  bool matches_all(const ast::Pattern& pattern, Type type) {
    if (is(type, Kind::union_)) return std::all_of(type->args.begin(), type->args.end(), [&](Type member) { return matches_all(pattern, member); });
    const auto all = [&](const ast::Pattern* one) { return matches_all(*one, type); };
    if (const auto* as = ast::as<ast::MatchAs>(&pattern)) return as->pattern == nullptr || matches_all(*as->pattern, type);
    if (const auto* one = ast::as<ast::MatchSingleton>(&pattern)) return one->value.type == ast::ConstantValue::Type::none && is(type, Kind::none);
    if (const auto* node = ast::as<ast::MatchClass>(&pattern); node != nullptr && compiled_class(*node) != nullptr) {
      if (!is(type, Kind::instance) || !types::is_subclass(type, compiled_class(*node)->type)) return false;
      const std::vector<std::string> names = node->patterns.empty() ? std::vector<std::string>() : match_arguments(*compiled_class(*node), node->span);
      const auto every = [&](std::string_view name, const ast::Pattern& part) {
        const auto field = find_field(checker_.program_, checker_.program_.class_of(type), name);
        return field && field->type != nullptr ? matches_all(part, field->type) : is_irrefutable(part);
      };
      for (std::size_t i = 0; i < node->patterns.size(); ++i) {
        if (i >= names.size() || !every(names[i], *node->patterns[i])) return false;
      }
      for (std::size_t i = 0; i < node->kwd_patterns.size(); ++i) {
        if (!every(node->kwd_attrs[i], *node->kwd_patterns[i])) return false;
      }
      return true;
    }
    if (const auto* node = ast::as<ast::MatchClass>(&pattern); node != nullptr && named_tuple(*node) != nullptr) {
      const NamedTupleInfo& named = *named_tuple(*node);
      if (!is_tuple_of(named, type)) return false;
      for (std::size_t i = 0; i < node->patterns.size(); ++i) {
        if (i >= type->args.size() || !matches_all(*node->patterns[i], type->args[i])) return false;
      }
      return std::ranges::all_of(node->kwd_patterns, is_irrefutable, [](const ast::Pattern* one) -> const ast::Pattern& { return *one; });
    }
    if (const auto* mapping = ast::as<ast::MatchMapping>(&pattern)) return mapping->keys.empty() && is(type, Kind::dict);
    if (is(type, Kind::object) && !ast::is<ast::MatchOr>(&pattern)) return false;
    if (const auto* node = ast::as<ast::MatchClass>(&pattern)) return node->kwd_patterns.empty() && of_class(*node)(type) && std::all_of(node->patterns.begin(), node->patterns.end(), all);
    if (const auto* either = ast::as<ast::MatchOr>(&pattern)) return std::any_of(either->patterns.begin(), either->patterns.end(), all);
    const auto* sequence = ast::as<ast::MatchSequence>(&pattern);
    if (sequence == nullptr || !may_be(*sequence, type)) return false;
    const auto star = star_of(*sequence);
    if (!is(type, Kind::tuple)) return star && sequence->patterns.size() == 1;
    for (std::size_t i = 0; i < sequence->patterns.size(); ++i) {
      if (i == star) continue;
      const std::size_t at = star && i > *star ? type->args.size() - (sequence->patterns.size() - i) : i;
      if (!matches_all(*sequence->patterns[i], type->args[at])) return false;
    }
    return true;
  }

  // --- patterns of one test ---

  // The test of a pattern that looks at the value alone; none for one that looks at its parts. Notes what is captured.
  std::optional<ExprId> simple(const ast::Pattern& node, const Binding& value) {
    const Span span = node.span;
    if (const auto* as = ast::as<ast::MatchAs>(&node)) {
      const auto test = as->pattern == nullptr ? std::optional(known(true, span)) : simple(*as->pattern, value);
      if (test && !as->name.empty()) capture(as->name, as->pattern, value, span);
      return test;
    }
    if (const auto* constant = ast::as<ast::MatchValue>(&node)) {
      const ExprId expected = checker_.expression(*constant->value);
      return checker_.truth(checker_.compare(ir::CompareOp::equal, read(value, span), expected, span), span);
    }
    if (const auto* singleton = ast::as<ast::MatchSingleton>(&node)) return is_singleton(*singleton, value);
    if (const auto* of_type = ast::as<ast::MatchClass>(&node); of_type != nullptr && of_type->kwd_patterns.empty() && compiled_class(*of_type) == nullptr && named_tuple(*of_type) == nullptr) {
      // `int(x)`: the one positional pattern of a builtin class is given the value itself.
      if (of_type->patterns.size() > 1) checker_.fail(unsupported, span, "a pattern with several positional patterns of a builtin class");
      if (is(value.type, Kind::object)) {
        if (of_type->patterns.empty()) return checker_.dynamic_instance_test(read(value, span), *of_type->cls, span);
        of_class(*of_type);
        return is_irrefutable(*of_type->patterns[0]) && simple(*of_type->patterns[0], value) ? std::optional(checker_.dynamic_instance_test(read(value, span), *of_type->cls, span)) : std::nullopt;
      }
      const auto keeps = of_class(*of_type);
      if (of_type->patterns.empty()) return is_one_of(value, keeps, span);
      if (!is_irrefutable(*of_type->patterns[0])) return std::nullopt;
      const Binding narrowed{members(value.type, keeps), value.local, false};
      if (!is(narrowed.type, Kind::never) && !simple(*of_type->patterns[0], narrowed)) return std::nullopt;
      return is_one_of(value, keeps, span);
    }
    if (const auto* either = ast::as<ast::MatchOr>(&node)) {
      if (binds_names(node)) return std::nullopt;
      std::vector<ExprId> tests;
      for (const ast::Pattern* one : either->patterns) {
        const auto test = simple(*one, value);
        if (!test) return std::nullopt;
        tests.push_back(*test);
      }
      ExprId any = tests.back();
      for (std::size_t i = tests.size() - 1; i-- > 0;) any = checker_.logical_of(false, tests[i], any, span);
      return any;
    }
    return std::nullopt;
  }

  void capture(std::string_view name, const ast::Pattern* pattern, Binding value, Span span) {
    if (pattern != nullptr) {
      const Type type = matching(*pattern, value.type);
      if (!is(type, Kind::never)) value.type = type;
    }
    captures_.push_back({name, value, span});
  }

  ExprId is_singleton(const ast::MatchSingleton& node, const Binding& value) {
    const Span span = node.span;
    if (node.value.type == ast::ConstantValue::Type::none) {
      if (is(value.type, Kind::object)) return checker_.identity(read(value, span), checker_.constant(checker_.types.none, span), false, span);
      return is_one_of(value, [](Type member) { return is(member, Kind::none); }, span);
    }
    const bool wanted = node.value.type == ast::ConstantValue::Type::true_;
    if (is(value.type, Kind::object)) return checker_.identity(read(value, span), checker_.convert(known(wanted, span), checker_.types.object, span), false, span);
    const auto is_bool = [](Type member) { return types::base_of(member)->kind == Kind::boolean; };
    const Binding narrowed{members(value.type, is_bool), value.local, false};
    if (is(narrowed.type, Kind::never)) return known(false, span);
    return checker_.logical_of(true, is_one_of(value, is_bool, span), checker_.compare(ir::CompareOp::equal, read(narrowed, span), known(wanted, span), span), span);
  }

  // --- patterns with parts: `then` is built where the whole pattern has matched ---

  void match(const ast::Pattern& node, const Binding& value, const Then& then) {
    const Span span = node.span;
    if (const auto test = simple(node, value)) return when(*test, span, then);
    if (const auto* as = ast::as<ast::MatchAs>(&node)) {
      return match(*as->pattern, value, [&] {
        capture(as->name, as->pattern, value, span);
        then();
      });
    }
    if (is(value.type, Kind::object) && (ast::is<ast::MatchSequence>(&node) || ast::is<ast::MatchMapping>(&node))) return match_object(node, value, then);
    if (const auto* sequence = ast::as<ast::MatchSequence>(&node)) return match_sequence(*sequence, value, then);
    if (const auto* mapping = ast::as<ast::MatchMapping>(&node)) return match_mapping(*mapping, value, then);
    if (const auto* of_type = ast::as<ast::MatchClass>(&node)) {
      if (ClassInfo* klass = compiled_class(*of_type)) {
        const std::vector<std::string> names = of_type->patterns.empty() ? std::vector<std::string>() : match_arguments(*klass, span);
        return match_class(*of_type, klass->node->name, names, as_class(*klass, value.type), value, then);
      }
      if (const NamedTupleInfo* named = named_tuple(*of_type)) {
        std::vector<std::string> names;
        for (const NamedTupleInfo::Field& field : named->fields) names.push_back(field.name);
        return match_class(*of_type, named->name, names, as_named_tuple(*named, value.type), value, then);
      }
      if (!of_type->kwd_patterns.empty()) checker_.fail(unsupported, span, "a pattern of attributes");
      if (is(value.type, Kind::object)) return when(checker_.dynamic_instance_test(read(value, span), *of_type->cls, span), span, [&] { match(*of_type->patterns[0], value, then); });
      const auto keeps = of_class(*of_type);
      const Binding narrowed{members(value.type, keeps), value.local, false};
      if (is(narrowed.type, Kind::never)) return;
      return when(is_one_of(value, keeps, span), span, [&] { match(*of_type->patterns[0], narrowed, then); });
    }
    match_either(*ast::as<ast::MatchOr>(&node), value, then);
  }

  // What an object's class says of patterns decides; the parts are those of a list, or a dict, of what it holds.
  void match_object(const ast::Pattern& node, const Binding& value, const Then& then) {
    const Span span = node.span;
    const bool is_mapping = ast::is<ast::MatchMapping>(&node);
    const ir::RuntimeId test = checker_.runtime("kb::python::is_matched_as", "dynamic.hpp", ir::Effects::reads, false);
    when(checker_.call(test, {read(value, span), checker_.cast(known(is_mapping, span), checker_.types.boolean)}, checker_.types.boolean, span), span, [&] {
      const Type object = checker_.types.object, whole = is_mapping ? checker_.types.dict(object, object) : checker_.types.list(object);
      const ExprId made = checker_.dynamic(ir::DynamicOp::imported, is_mapping ? "builtins.dict" : "builtins.list", {}, object, span);
      const Binding parts = kept(checker_.convert(checker_.dynamic_call(made, {}, {{read(value, span), {}, span}}, span), whole, span), "parts", span);
      match(node, parts, then);
    });
  }

  // --- classes of the module, and named tuples ---

  NamedTupleInfo* named_tuple(const ast::MatchClass& node) {
    const auto* name = root_name(*node.cls);
    if (name == nullptr || checker_.is_local(name->id)) return nullptr;
    NamedTupleInfo* const found = find_named_tuple(checker_.program_, *checker_.def_.module, *node.cls);
    return found != nullptr && !found->refused ? found : nullptr;
  }
  static bool is_tuple_of(const NamedTupleInfo& named, Type type) { return types::is_named_tuple(type) && named.type != nullptr && type->klass == named.type->klass; }
  // A value of the type as such a tuple; never: it cannot be one.
  Type as_named_tuple(const NamedTupleInfo& named, Type type) {
    return is(type, Kind::object) ? named.type : members(type, [&](Type member) { return is_tuple_of(named, member) || is(member, Kind::object); });
  }

  ClassInfo* compiled_class(const ast::MatchClass& node) {
    const auto found = checker_.compiled_classes(*node.cls);
    return found && found->size() == 1 && !found->front()->is_generic() && found->front()->generic == nullptr ? found->front() : nullptr;
  }
  // A value of the type as an object of the class; never: it cannot be one.
  Type as_class(const ClassInfo& klass, Type type) {
    std::vector<Type> kept;
    for (const Type member : is(type, Kind::union_) ? type->args : std::vector<Type>{type}) {
      if (is(member, Kind::object)) kept.push_back(klass.type);
      else if (types::is_subclass(member, klass.type)) kept.push_back(member);
      else if (types::is_subclass(klass.type, member)) kept.push_back(klass.type);
    }
    return kept.empty() ? checker_.types.never : checker_.types.union_of(kept);
  }

  // The attributes that positional patterns look at.
  std::vector<std::string> match_arguments(ClassInfo& klass, Span span) {
    for (const ClassInfo* owner = &klass; owner != nullptr; owner = owner->base) {
      const auto given = owner->constants.find("__match_args__");
      const auto* tuple = given == owner->constants.end() ? nullptr : ast::as<ast::Tuple>(given->second);
      if (given != owner->constants.end() && tuple == nullptr) checker_.fail(unsupported, span, "`__match_args__` that is no tuple of names");
      std::vector<std::string> names;
      if (tuple != nullptr) {
        for (const auto* item : tuple->elts) {
          const auto* name = ast::as<ast::Constant>(item);
          if (name == nullptr || name->value.type != ast::ConstantValue::Type::string) checker_.fail(unsupported, span, "`__match_args__` that is no tuple of names");
          names.emplace_back(name->value.text);
        }
        return names;
      }
      if (owner->data_fields.empty()) continue;
      for (const DataField& field : owner->data_fields) {
        if (field.in_init && !field.keyword_only) names.push_back(field.name);
      }
      return names;
    }
    return {};
  }

  // `narrow`: the value where it is of the class; `names`: the attributes that positional patterns look at.
  void match_class(const ast::MatchClass& node, std::string_view klass, const std::vector<std::string>& names, Type narrow, const Binding& value, const Then& then) {
    const Span span = node.span;
    if (is(narrow, Kind::never)) return;
    const ExprId given = read(value, span);
    std::optional<ExprId> test;
    if (is(checker_.type(given), Kind::object)) test = checker_.dynamic_instance_test(given, *node.cls, span);
    else if (!(test = checker_.value_class_test(given, *node.cls, span))) test = checker_.instance_test(given, *node.cls, span);
    std::vector<std::pair<std::string, const ast::Pattern*>> parts;
    when(*test, span, [&] {
      if (node.patterns.size() > names.size()) {
        const std::string text = std::string(klass) + "() accepts " + std::to_string(names.size()) + " positional sub-pattern" + (names.size() == 1 ? "" : "s") + " (" + std::to_string(node.patterns.size()) + " given)";
        checker_.emit(ir::Evaluate{checker_.raise_type_error(text, checker_.types.none, span)}, span);
        checker_.env_.dead = true;
        return;
      }
      for (std::size_t i = 0; i < node.patterns.size(); ++i) parts.emplace_back(names[i], node.patterns[i]);
      for (std::size_t i = 0; i < node.kwd_patterns.size(); ++i) parts.emplace_back(std::string(node.kwd_attrs[i]), node.kwd_patterns[i]);
      attributes(node, parts, {narrow, value.local, false}, 0, then);
    });
  }

  ExprId part_of(ExprId value, const ast::Attribute& attribute, Span span) {
    if (const auto item = checker_.named_tuple_attribute(value, attribute, span)) return *item;
    if (is(checker_.type(value), Kind::object)) return checker_.dynamic(ir::DynamicOp::attribute, std::string(attribute.attr), {value}, checker_.types.object, span);
    return checker_.object_attribute(value, attribute, span);
  }
  void attributes(const ast::MatchClass& node, const std::vector<std::pair<std::string, const ast::Pattern*>>& parts, const Binding& object, std::size_t i, const Then& then) {
    if (i == parts.size()) return then();
    const Span span = node.span;
    ast::Attribute* const attribute = checker_.program_.arena.create<ast::Attribute>();
    attribute->kind = ast::kind_of<ast::Attribute>;
    attribute->span = parts[i].second->span;
    attribute->attr = checker_.program_.arena.copy(std::string_view(parts[i].first));
    attribute->value = node.cls;
    attribute->ctx = ast::Context::Load;
    const Binding item = kept(checker_.for_each_member(read(object, span), [&](ExprId member) { return part_of(member, *attribute, span); }), "item", span);
    match(*parts[i].second, item, [&] { attributes(node, parts, object, i + 1, then); });
  }

  // Alternatives with parts: the first that matches sets a flag.
  void match_either(const ast::MatchOr& node, const Binding& value, const Then& then) {
    const Span span = node.span;
    const LocalId hit = checker_.temporary("hit", checker_.types.boolean);
    const auto set = [&](bool to) { checker_.emit(ir::Assign{hit, checker_.cast(known(to, span), checker_.types.boolean)}, span); };
    const auto is_hit = [&] { return checker_.add(ir::ReadLocal{hit}, checker_.types.boolean, span); };
    set(false);
    if (binds_names(node)) {
      // Each has its own values for the names: what follows is built for each. A guard that fails ends the case.
      const std::vector<Capture> outer = captures_;
      for (const ast::Pattern* one : node.patterns) {
        captures_ = outer;
        when(checker_.negation(is_hit(), span), span, [&] {
          match(*one, value, [&] {
            set(true);
            then();
          });
        });
      }
      return;
    }
    for (const ast::Pattern* one : node.patterns) {
      when(checker_.negation(is_hit(), span), span, [&] { match(*one, value, [&] { set(true); }); });
    }
    when(is_hit(), span, then);
  }

  // For a value of several types that a pattern with parts may match: once for each.
  void each_member(const Binding& value, const std::function<void(const Binding&)>& make, Span span) {
    const std::vector<Capture> outer = captures_;
    for (const Type member : value.type->args) {
      captures_ = outer;
      when(is_one_of(value, [&](Type one) { return one == member; }, span), span, [&] { make({member, value.local, false}); });
    }
  }

  static std::optional<std::size_t> star_of(const ast::MatchSequence& node) {
    for (std::size_t i = 0; i < node.patterns.size(); ++i) {
      if (ast::is<ast::MatchStar>(node.patterns[i])) return i;
    }
    return std::nullopt;
  }

  // Whether a value of the type is a sequence that may have as many items. str, bytes and arrays are none for patterns.
  bool may_be(const ast::MatchSequence& node, Type type) {
    const bool has_star = star_of(node).has_value();
    const std::size_t count = node.patterns.size() - has_star;
    if (is(type, Kind::tuple)) return has_star ? type->args.size() >= count : type->args.size() == count;
    return is(type, Kind::list) || is(type, Kind::variadic) || is(type, Kind::range);
  }

  void match_sequence(const ast::MatchSequence& node, const Binding& value, const Then& then) {
    const Span span = node.span;
    const auto keeps = [&](Type member) { return may_be(node, member); };
    const Binding sequence{members(value.type, keeps), value.local, false};
    if (is(sequence.type, Kind::never)) return;
    if (is(sequence.type, Kind::union_)) return each_member(sequence, [&](const Binding& one) { match_sequence(node, one, then); }, span);
    if (!is(sequence.type, Kind::tuple) && is(sequence.type->args.empty() ? checker_.types.integer : sequence.type->args[0], Kind::never) && node.patterns.size() > star_of(node).has_value()) return;
    when(is_one_of(value, keeps, span), span, [&] {
      const auto star = star_of(node);
      const std::size_t count = node.patterns.size() - star.has_value();
      if (is(sequence.type, Kind::tuple)) return items(node, sequence, 0, then);
      const ExprId length = checker_.call_library(*checker_.program_.library.find_function("builtins", "len"), {{read(sequence, span), {}, span}}, span);
      when(checker_.truth(checker_.compare(star ? ir::CompareOp::greater_equal : ir::CompareOp::equal, length, checker_.integer(std::int64_t(count), span), span), span), span,
           [&] { items(node, sequence, 0, then); });
    });
  }

  // The patterns of the items from number `i` on.
  void items(const ast::MatchSequence& node, const Binding& sequence, std::size_t i, const Then& then) {
    while (i < node.patterns.size() && ast::is<ast::MatchAs>(node.patterns[i]) && !binds_names(*node.patterns[i]) && is_irrefutable(*node.patterns[i])) ++i;
    if (i == node.patterns.size()) return then();
    const ast::Pattern& pattern = *node.patterns[i];
    const auto star = star_of(node);
    if (star == i) {
      const auto& name = ast::as<ast::MatchStar>(&pattern)->name;
      if (!name.empty()) captures_.push_back({name, rest_of(node, sequence, i, pattern.span), pattern.span});
      return items(node, sequence, i + 1, then);
    }
    const Binding item = kept(item_of(node, sequence, i, pattern.span), "item", pattern.span);
    match(pattern, item, [&] { items(node, sequence, i + 1, then); });
  }

  ExprId item_of(const ast::MatchSequence& node, const Binding& sequence, std::size_t i, Span span) {
    const auto star = star_of(node);
    const bool from_end = star && i > *star;
    const std::int64_t back = std::int64_t(i) - std::int64_t(node.patterns.size());
    if (!is(sequence.type, Kind::tuple)) return checker_.sequence_item(read(sequence, span), checker_.integer(from_end ? back : std::int64_t(i), span), span);
    const std::size_t at = from_end ? std::size_t(std::int64_t(sequence.type->args.size()) + back) : i;
    const Type item = sequence.type->args[at];
    return is(item, Kind::literal) ? checker_.constant(item, span) : checker_.add(ir::TupleItem{read(sequence, span), int(at)}, item, span);
  }

  // `*name`: a new list of what the other patterns leave.
  Binding rest_of(const ast::MatchSequence& node, const Binding& sequence, std::size_t star, Span span) {
    const std::size_t after = node.patterns.size() - star - 1;
    if (is(sequence.type, Kind::tuple)) {
      std::vector<ExprId> middle;
      const types::SiteId id = checker_.site(&node);
      for (std::size_t i = star; i + after < sequence.type->args.size(); ++i) {
        const Type item = sequence.type->args[i];
        middle.push_back(is(item, Kind::literal) ? checker_.constant(item, span) : checker_.add(ir::TupleItem{read(sequence, span), int(i)}, item, span));
        checker_.widen({id}, nullptr, item);
      }
      const Type list = checker_.site_list(&node, Kind::list);
      for (ExprId& one : middle) one = checker_.convert(one, list->args[0], span);
      return kept(checker_.add(ir::MakeList{std::move(middle)}, list, span), "rest", span);
    }
    const ExprId all = is(sequence.type, Kind::list) ? read(sequence, span) : checker_.listed(read(sequence, span), span);
    const Type list = checker_.type(all);
    const ir::RuntimeId cut = checker_.runtime("kb::get_slice", "list.hpp", ir::Effects::raises | ir::Effects::reads | ir::Effects::allocates, true);
    const auto number = [&](std::int64_t value) { return checker_.integer(value, span); };
    return kept(checker_.call(cut, {all, number(std::int64_t(star)), number(-std::int64_t(after)), number(0), number(after > 0 ? 3 : 1)}, list, span), "rest", span);
  }

  void match_mapping(const ast::MatchMapping& node, const Binding& value, const Then& then) {
    const Span span = node.span;
    const auto keeps = [](Type member) { return is(member, Kind::dict); };
    const Binding mapping{members(value.type, keeps), value.local, false};
    if (is(mapping.type, Kind::never)) return;
    if (is(mapping.type, Kind::union_)) return each_member(mapping, [&](const Binding& one) { match_mapping(node, one, then); }, span);
    when(is_one_of(value, keeps, span), span, [&] {
      keys(node, mapping, 0, [&] {
        if (!node.rest.empty()) captures_.push_back({node.rest, rest_of(node, mapping), span});
        then();
      });
    });
  }

  // `**rest`: a new dict of what the keys leave.
  Binding rest_of(const ast::MatchMapping& node, const Binding& mapping) {
    const Span span = node.span;
    const auto method = [&](std::string_view name) { return *checker_.program_.library.find_method(mapping.type, name); };
    const Binding rest = kept(checker_.call_library(method("copy"), {{read(mapping, span), {}, span}}, span), "rest", span);
    for (const auto* key : node.keys) checker_.emit(ir::Evaluate{checker_.call_library(method("pop"), {{read(rest, span), {}, span}, {checker_.expression(*key), {}, key->span}}, span)}, key->span);
    return rest;
  }

  void keys(const ast::MatchMapping& node, const Binding& mapping, std::size_t i, const Then& then) {
    if (i == node.keys.size()) return then();
    const Span span = node.keys[i]->span;
    if (is(mapping.type->args[0], Kind::never)) return;  // nothing was ever put in
    const ExprId test = checker_.contains(checker_.expression(*node.keys[i]), read(mapping, span), false, span);
    when(test, span, [&] {
      const Binding item = kept(checker_.subscript_value(read(mapping, span), *node.keys[i], span), "item", span);
      match(*node.patterns[i], item, [&] { keys(node, mapping, i + 1, then); });
    });
  }

  FunctionChecker& checker_;
  const ast::Match& node_;
  std::string_view subject_name_;
  std::vector<Capture> captures_;
};

void FunctionChecker::match_statement(const ast::Match& node) { Matcher(*this, node).build(); }

}  // namespace keelback::check
