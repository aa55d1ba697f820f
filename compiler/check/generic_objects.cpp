// Generic classes within functions: `Stack[int]()`, and `Stack(...)` where the arguments, or what it is declared to be, say what the type variables stand for.
#include <algorithm>

#include "check/annotations.hpp"
#include "check/function_checker.hpp"
#include "check/generic_classes.hpp"
#include "check/signatures.hpp"

namespace keelback::check {

using types::is;

// What an annotation within this function says: type variables stand for what the arguments have for them.
std::optional<std::vector<ParameterType>> FunctionChecker::declared_here(const ast::Expr& annotation) {
  if (!variables_) {
    variables_.emplace();
    std::vector<std::string> names;
    if (def_.def != nullptr) {
      for (const TypeVariable& variable : type_variables(*def_.module, *def_.def)) names.push_back(variable.name);
    }
    if (!names.empty()) {
      const ast::Arguments& arguments = *def_.arguments();
      std::size_t at = def_.captures.size();
      const auto look = [&](const auto& parameters) {
        for (const auto* parameter : parameters) {
          if (parameter->annotation != nullptr && at < instance_.args.size()) find_arguments(program_, *def_.module, *parameter->annotation, instance_.args[at], names, *variables_);
          ++at;
        }
      };
      look(arguments.posonlyargs);
      look(arguments.args);
      const auto look_at_items = [&](const ast::Arg* parameter) {
        if (parameter == nullptr || at++ >= instance_.args.size() || parameter->annotation == nullptr) return;
        const Type whole = instance_.args[at - 1];
        const std::size_t first = is(whole, Kind::dict) ? 1 : 0;
        for (std::size_t i = first; i < whole->args.size(); ++i) find_arguments(program_, *def_.module, *parameter->annotation, whole->args[i], names, *variables_);
      };
      look_at_items(arguments.vararg);
      look(arguments.kwonlyargs);
      look_at_items(arguments.kwarg);
    }
  }
  return annotation_types(*def_.module, program_, annotation, class_around(def_), &*variables_);
}

std::optional<ExprId> FunctionChecker::class_with_arguments(const ast::Subscript& node, Span span) {
  const auto* name = ast::as<ast::Name>(node.value);
  ClassInfo* const generic = name == nullptr || is_local(name->id) ? nullptr : generic_class(program_, *def_.module, *name);
  if (generic == nullptr) return std::nullopt;
  std::vector<Type> arguments;
  for (const ast::Expr* item : items_of(*node.slice)) {
    const auto found = declared_here(*item);
    if (found && found->size() == 1) arguments.push_back(found->front().type);
  }
  const Type made = program_.specialize(*generic, arguments);
  if (made == nullptr) throw Unsupported{make_error(file, unknown_annotation, span, file.text(span))};
  return add(ir::Constant{}, types.type_object(made), span);
}

ExprId FunctionChecker::with_arguments(ExprId callee, const ast::Call& node, const std::vector<LibraryArgument>& args, Span span) {
  const Type kind = type(callee);
  if (!is(kind, Kind::type_object) || !is(kind->args[0], Kind::instance) || !program_.class_of(kind->args[0]).is_generic()) return callee;
  ClassInfo& generic = program_.class_of(kind->args[0]);
  Type made = nullptr;
  if (const auto declared = declared_calls_.find(&node); declared != declared_calls_.end() && is(declared->second, Kind::instance)) {
    made = declared->second;
  } else {
    TypeVariables found;
    const auto init = find_method(generic, "__init__");
    if (init) {
      const ast::Arguments& parameters = *init->method->def->args;
      std::vector<const ast::Arg*> all(parameters.posonlyargs.begin(), parameters.posonlyargs.end());
      all.insert(all.end(), parameters.args.begin(), parameters.args.end());
      const std::size_t positional = all.size();
      all.insert(all.end(), parameters.kwonlyargs.begin(), parameters.kwonlyargs.end());
      std::size_t next = 1;
      for (const LibraryArgument& arg : args) {
        const auto at = arg.keyword.empty() ? all.begin() + std::ptrdiff_t(std::min(next++, all.size())) : std::ranges::find_if(all, [&](const ast::Arg* one) { return one->arg == arg.keyword; });
        if (at == all.end() || (arg.keyword.empty() && std::size_t(at - all.begin()) >= positional) || (*at)->annotation == nullptr) continue;
        find_arguments(program_, *generic.module, *(*at)->annotation, type(arg.expr), init->owner->variables, found);
      }
    }
    std::vector<Type> arguments;
    for (const std::string& variable : generic.variables) {
      const auto known = found.find(variable);
      if (known == found.end()) {
        diag::Diagnostic error = make_error(file, unsupported, span, "an object of a generic class whose type arguments nothing says");
        error.hint = "say them, as in `" + std::string(generic.node->name) + "[int](...)`";
        throw Unsupported{error};
      }
      arguments.push_back(known->second);
    }
    made = program_.specialize(generic, arguments);
    if (made == nullptr) throw Unsupported{make_error(file, unknown_annotation, span, std::string(generic.node->name) + arguments_text(arguments))};
  }
  return add(ir::Constant{}, types.type_object(made), span);
}

}  // namespace keelback::check
