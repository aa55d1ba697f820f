#include "check/exception_classes.hpp"

#include <algorithm>

#include "check/annotations.hpp"
#include "check/classes.hpp"
#include "check/function_checker.hpp"
#include "check/scopes.hpp"

namespace keelback::check {
namespace {

constexpr int max_depth = 16;

// Builtin classes that native code has no kind of its own for.
bool is_other_builtin(std::string_view name) {
  static const std::set<std::string_view> names{"UnicodeDecodeError", "UnicodeEncodeError", "UnicodeTranslateError", "IndentationError", "TabError", "BytesWarning", "EncodingWarning", "FutureWarning",
                                                "ImportWarning", "PendingDeprecationWarning", "ResourceWarning", "SyntaxWarning", "UnicodeWarning", "BaseExceptionGroup", "ExceptionGroup"};
  return names.contains(name);
}

std::optional<std::string> builtin_class(std::string_view name) {
  if (name == "IOError" || name == "EnvironmentError") return "OSError";
  if (is_builtin_exception(name)) return std::string(name);
  if (is_other_builtin(name)) return "builtins:" + std::string(name);
  return std::nullopt;
}

std::optional<std::string> find_class(Program& program, ModuleScope& scope, const ast::Expr& node, Imported imported, int depth);

// A name of the module.
std::optional<std::string> find_name(Program& program, ModuleScope& scope, std::string_view name, Imported imported, int depth) {
  const auto found = scope.names.find(name);
  if (found == scope.names.end() || depth > max_depth) return std::nullopt;
  const ModuleName& what = found->second;
  if (what.kind == ModuleName::Kind::constant) return find_class(program, scope, *what.constant, imported, depth + 1);
  if (what.kind != ModuleName::Kind::klass) return std::nullopt;
  const bool is_one = std::any_of(what.klass->bases.begin(), what.klass->bases.end(), [&](const ast::Expr* base) { return find_class(program, scope, *base, Imported::by_name, depth + 1).has_value(); });
  if (!is_one) return std::nullopt;
  return (program.is_main(scope) ? std::string() : scope.name) + ":" + std::string(name);
}

std::optional<std::string> find_class(Program& program, ModuleScope& scope, const ast::Expr& node, Imported imported, int depth) {
  if (!ast::is<ast::Name>(&node) && !ast::is<ast::Attribute>(&node)) return std::nullopt;
  const std::string name = meaning(scope, node);
  const std::size_t dot = name.rfind('.');
  if (dot == std::string::npos) return std::nullopt;
  const std::string module = name.substr(0, dot), last = name.substr(dot + 1);
  if (module == "builtins") return builtin_class(last);
  if (module.starts_with("builtins.")) return std::nullopt;  // an attribute of a value
  if (module.empty()) return find_name(program, scope, last, imported, depth);
  if (module == "numpy.linalg" && last == "LinAlgError") return last;
  if (module[0] == '.') return std::nullopt;  // an attribute of what the module defines
  if (ModuleScope* const other = program.find_module(module)) return find_name(program, *other, last, imported, depth + 1);
  // By its name: what is no class of exceptions is Python's TypeError when it comes to it.
  const bool looks_like_one = last.ends_with("Error") || last.ends_with("Exception") || last.ends_with("Warning");
  if (imported == Imported::no || (imported == Imported::by_name && !looks_like_one)) return std::nullopt;
  return module + ":" + last;
}

// The class statement that an exception's name refers to, and where it is.
struct Statement {
  ModuleScope* scope = nullptr;
  const ast::ClassDef* node = nullptr;
};
Statement statement_of(Program& program, std::string_view exception) {
  const std::size_t colon = exception.find(':');
  if (colon == std::string_view::npos || exception.starts_with("builtins:")) return {};
  ModuleScope* const scope = colon == 0 ? &program.main_module() : program.find_module(exception.substr(0, colon));
  if (scope == nullptr) return {};
  const auto found = scope->names.find(exception.substr(colon + 1));
  return found != scope->names.end() && found->second.klass != nullptr ? Statement{scope, found->second.klass} : Statement{};
}

Type declared(Program& program, ModuleScope& scope, const ast::Expr& annotation) {
  const auto found = annotation_types(scope, program, annotation);
  return found && found->size() == 1 ? found->front().type : nullptr;
}

// What an expression of `__init__` gives, where it says so at first sight: a parameter, a constant, text.
Type type_at_sight(Program& program, ModuleScope& scope, const ast::FunctionDef* method, const ast::Expr& value) {
  TypeTable& types = program.types;
  if (const auto* name = ast::as<ast::Name>(&value)) {
    if (method == nullptr) return nullptr;
    for (const auto& args : {method->args->posonlyargs, method->args->args, method->args->kwonlyargs}) {
      for (const auto* arg : args) {
        if (arg->arg == name->id) return arg->annotation != nullptr ? declared(program, scope, *arg->annotation) : nullptr;
      }
    }
    return nullptr;
  }
  if (ast::is<ast::JoinedStr>(&value)) return types.string;
  if (ast::is<ast::Compare>(&value)) return types.boolean;
  if (const auto* constant = ast::as<ast::Constant>(&value)) {
    switch (constant->value.type) {
      case ast::ConstantValue::Type::true_:
      case ast::ConstantValue::Type::false_: return types.boolean;
      case ast::ConstantValue::Type::integer: return types.integer;
      case ast::ConstantValue::Type::floating: return types.floating;
      case ast::ConstantValue::Type::string: return types.string;
      default: return nullptr;
    }
  }
  if (const auto* call = ast::as<ast::Call>(&value)) {
    const std::string name = meaning(scope, *call->func);
    if (name == "builtins.str" || name == "builtins.repr") return types.string;
    if (name == "builtins.int" || name == "builtins.len") return types.integer;
    if (name == "builtins.float") return types.floating;
    if (name == "builtins.bool") return types.boolean;
  }
  return nullptr;
}

// `self.attribute = ...` in the methods of the class; any object where nothing says what it is.
std::optional<ExceptionMember> stored(Program& program, Statement klass, std::string_view attribute) {
  std::optional<ExceptionMember> found;
  for (const auto* statement : klass.node->body) {
    const auto* method = ast::as<ast::FunctionDef>(statement);
    const std::string_view self = method == nullptr ? std::string_view() : receiver_name(*method);
    if (self.empty()) continue;
    const auto is_it = [&](const ast::Expr& target) {
      const auto* one = ast::as<ast::Attribute>(&target);
      const auto* owner = one == nullptr || one->attr != attribute ? nullptr : ast::as<ast::Name>(one->value);
      return owner != nullptr && owner->id == self;
    };
    const auto put = [&](Type type) {
      if (type == nullptr) type = program.types.object;
      found = ExceptionMember{ExceptionMember::Kind::value, found ? program.types.join(found->type, type) : type};
    };
    const std::function<void(const ast::Node&)> visit = [&](const ast::Node& node) {
      if (const auto* annotated = ast::as<ast::AnnAssign>(&node); annotated != nullptr && is_it(*annotated->target)) put(declared(program, *klass.scope, *annotated->annotation));
      if (const auto* assign = ast::as<ast::Assign>(&node)) {
        // `self.a, self.b = a, b`: each with its own, where both sides are written out.
        const std::function<void(const ast::Expr&, const ast::Expr*)> bind = [&](const ast::Expr& target, const ast::Expr* value) {
          if (is_it(target)) put(value == nullptr ? nullptr : type_at_sight(program, *klass.scope, method, *value));
          const auto* targets = ast::as<ast::Tuple>(&target);
          const auto* values = value == nullptr ? nullptr : ast::as<ast::Tuple>(value);
          for (std::size_t i = 0; targets != nullptr && i < targets->elts.size(); ++i) bind(*targets->elts[i], values != nullptr && values->elts.size() == targets->elts.size() ? values->elts[i] : nullptr);
        };
        for (const auto* target : assign->targets) bind(*target, assign->value);
      }
      for_each_child(node, visit);
    };
    for (const auto* inner : method->body) visit(*inner);
  }
  return found;
}

std::optional<ExceptionMember> own_member(Program& program, Statement klass, std::string_view attribute) {
  const auto of = [&](ExceptionMember::Kind kind, Type type) { return ExceptionMember{kind, type != nullptr ? type : program.types.object}; };
  for (const auto* statement : klass.node->body) {
    if (const auto* annotated = ast::as<ast::AnnAssign>(statement)) {
      const auto* name = ast::as<ast::Name>(annotated->target);
      if (name == nullptr || name->id != attribute) continue;
      return of(ExceptionMember::Kind::value, declared(program, *klass.scope, *annotated->annotation));
    }
    if (const auto* assign = ast::as<ast::Assign>(statement); assign != nullptr && assign->targets.size() == 1) {
      const auto* name = ast::as<ast::Name>(assign->targets[0]);
      if (name == nullptr || name->id != attribute) continue;
      return of(ExceptionMember::Kind::value, type_at_sight(program, *klass.scope, nullptr, *assign->value));
    }
    if (const auto* def = ast::as<ast::FunctionDef>(statement); def != nullptr && def->name == attribute) {
      const Type type = def->returns != nullptr ? declared(program, *klass.scope, *def->returns) : nullptr;
      const bool is_property = std::any_of(def->decorator_list.begin(), def->decorator_list.end(), [&](const ast::Expr* one) { return meaning(*klass.scope, *one) == "builtins.property"; });
      return of(is_property ? ExceptionMember::Kind::value : ExceptionMember::Kind::method, type);
    }
  }
  return stored(program, klass, attribute);
}

std::optional<ExceptionMember> builtin_member(TypeTable& types, std::string_view exception, std::string_view attribute) {
  using Kind = ExceptionMember::Kind;
  if (attribute == "args") return ExceptionMember{Kind::value, types.variadic(types.object)};
  if (attribute == "__cause__" || attribute == "__context__") return ExceptionMember{Kind::value, types.optional(types.exception("BaseException"))};
  if (attribute == "__suppress_context__") return ExceptionMember{Kind::value, types.boolean};
  if (attribute == "__notes__") return ExceptionMember{Kind::value, types.list(types.string)};
  if (attribute == "add_note") return ExceptionMember{Kind::method, types.none};
  static const std::set<std::string_view> of_system{"OSError", "BlockingIOError", "ChildProcessError", "ConnectionError", "BrokenPipeError", "ConnectionAbortedError", "ConnectionRefusedError",
                                                    "ConnectionResetError", "FileExistsError", "FileNotFoundError", "InterruptedError", "IsADirectoryError", "NotADirectoryError",
                                                    "PermissionError", "ProcessLookupError", "TimeoutError"};
  if (of_system.contains(exception)) {
    if (attribute == "errno") return ExceptionMember{Kind::value, types.optional(types.integer)};
    if (attribute == "strerror" || attribute == "filename" || attribute == "filename2") return ExceptionMember{Kind::value, types.optional(types.string)};
  }
  if (exception == "builtins:UnicodeDecodeError" || exception == "builtins:UnicodeEncodeError") {
    if (attribute == "start" || attribute == "end") return ExceptionMember{Kind::value, types.integer};
    if (attribute == "reason" || attribute == "encoding") return ExceptionMember{Kind::value, types.string};
  }
  if (exception == "builtins:ExceptionGroup" || exception == "builtins:BaseExceptionGroup") {
    const Type group = types.exception("builtins:BaseExceptionGroup"), part = types.optional(group);
    if (attribute == "message") return ExceptionMember{Kind::value, types.string};
    if (attribute == "exceptions") return ExceptionMember{Kind::value, types.variadic(types.exception("BaseException"))};
    if (attribute == "subgroup") return ExceptionMember{Kind::method, part};
    if (attribute == "split") return ExceptionMember{Kind::method, types.tuple(std::vector<Type>{part, part})};
    if (attribute == "derive") return ExceptionMember{Kind::method, group};
  }
  if (exception == "StopIteration" && attribute == "value") return ExceptionMember{Kind::value, types.object};
  if (exception == "SystemExit" && attribute == "code") return ExceptionMember{Kind::value, types.object};
  if ((exception == "ImportError" || exception == "ModuleNotFoundError" || exception == "NameError") && attribute == "name") return ExceptionMember{Kind::value, types.optional(types.string)};
  return std::nullopt;
}

std::optional<ExceptionMember> find_member(Program& program, std::string_view exception, std::string_view attribute, int depth) {
  const Statement klass = statement_of(program, exception);
  if (klass.node == nullptr || depth > max_depth) return builtin_member(program.types, exception, attribute);
  if (const auto own = own_member(program, klass, attribute)) return own;
  for (const auto* base : klass.node->bases) {
    const auto name = find_class(program, *klass.scope, *base, Imported::by_name, 0);
    if (!name) continue;
    if (const auto inherited = find_member(program, *name, attribute, depth + 1)) return inherited;
  }
  return std::nullopt;
}

}  // namespace

std::optional<std::string> exception_class_name(Program& program, ModuleScope& scope, const ast::Expr& node, Imported imported) {
  return find_class(program, scope, node, imported, 0);
}

std::optional<std::vector<std::string>> exception_class_names(Program& program, ModuleScope& scope, const ast::Expr& node, Imported imported) {
  if (const std::vector<const ast::Expr*> parts = class_parts(node); parts.size() != 1 || parts[0] != &node) {
    std::vector<std::string> all;
    for (const ast::Expr* part : parts) {
      const auto names = exception_class_names(program, scope, *part, imported);
      if (!names) return std::nullopt;
      all.insert(all.end(), names->begin(), names->end());
    }
    return all;
  }
  if (const auto name = exception_class_name(program, scope, node, imported)) return std::vector<std::string>{*name};
  const auto* name = ast::as<ast::Name>(&node);
  const auto found = name == nullptr ? scope.names.end() : scope.names.find(name->id);
  if (found == scope.names.end() || found->second.kind != ModuleName::Kind::constant || !ast::is<ast::Tuple>(found->second.constant)) return std::nullopt;
  return exception_class_names(program, scope, *found->second.constant, imported);
}

std::optional<ExceptionMember> exception_member(Program& program, std::string_view exception, std::string_view attribute) { return find_member(program, exception, attribute, 0); }

}  // namespace keelback::check
