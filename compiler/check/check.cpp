// What a module exports, and its residual Python.
#include "ir/verify.hpp"
#include "ir/walk.hpp"
#include "check/check.hpp"

#include <algorithm>
#include <map>
#include <set>

#include "check/annotations.hpp"
#include "check/exports.hpp"
#include "check/program.hpp"
#include "check/reachable.hpp"
#include "check/scopes.hpp"
#include "check/writes.hpp"

namespace keelback::check {
namespace {

using types::is;

struct Candidate {
  const ast::FunctionDef* def;
  std::vector<ExportSignature> signatures;
  Type result = nullptr;
  std::optional<diag::Diagnostic> refused;     // what keeps it from being native, already known
};

class ModuleChecker {
 public:
  ModuleChecker(const support::SourceFile& file, const ast::Module& tree, TypeTable& types, diag::Sink& sink, const Options& options, Loader& loader, ir::Module& module)
      : file_(file), tree_(tree), sink_(sink), options_(options), module_(module), program_(types, sink, loader, module), scope_(program_.add_module(options.module_name, file, tree)) {}

  void run(Result& result) {
    std::vector<ExportSpec> specs = read_specs();
    for (Candidate& candidate : candidates(specs)) {
      const std::size_t instances_before = module_.functions.size();
      try {
        if (candidate.refused) throw Unsupported{*candidate.refused};
        compile(candidate);
      } catch (const Unsupported& failure) {
        (void)instances_before;
        diag::Diagnostic reason = failure.diagnostic;
        if (!options_.strict) {
          reason.severity = diag::Severity::warning;
          reason.notes.push_back({"`" + std::string(candidate.def->name) + "` stays Python", name_span(*candidate.def), &file_});
        }
        sink_.add(reason);
        result.stayed_python.push_back({std::string(candidate.def->name), name_span(*candidate.def), failure.diagnostic});
      }
    }
    keep_reachable(module_);
    result.segments = segments();
  }

 private:
  Span name_span(const ast::FunctionDef& def) const { return {def.span.begin, std::min<std::uint32_t>(def.span.end, def.span.begin + 4 + std::uint32_t(def.name.size()))}; }

  std::vector<ExportSpec> read_specs() {
    std::vector<ExportSpec> specs;
    std::vector<SpecText> texts;
    if (!options_.export_text.empty()) {
      // A `.pythran` file says it all: what the comments say does not count.
      texts = find_export_lines(options_.export_text);
      for (SpecText& text : texts) std::fill(text.offsets.begin(), text.offsets.end(), 0);
    } else {
      std::vector<CommentLine> comments;
      for (const ast::Comment& comment : tree_.comments) {
        comments.push_back({comment.text, comment.span.begin, int(file_.line_column(comment.span.begin).line), comment.alone});
      }
      texts = find_export_comments(comments);
    }
    for (const SpecText& text : texts) {
      for (ExportSpec& spec : parse_exports(text, program_.types, file_, sink_)) specs.push_back(std::move(spec));
    }
    return specs;
  }

  const ast::FunctionDef* find_function(std::string_view name) {
    const auto found = scope_.names.find(name);
    return found != scope_.names.end() && found->second.kind == ModuleName::Kind::function ? found->second.function : nullptr;
  }

  std::vector<Candidate> candidates(const std::vector<ExportSpec>& specs) {
    std::map<std::string, std::vector<ExportSignature>> exported;
    for (const ExportSpec& spec : specs) {
      if (spec.kind == ExportSpec::Kind::variable && scope_.names.contains(spec.name) && find_function(spec.name) == nullptr) continue;  // it stays a variable of the module
      if (spec.kind == ExportSpec::Kind::capsule || spec.kind == ExportSpec::Kind::ufunc) {
        sink_.add(make_error(file_, spec_unsupported, spec.span, spec.kind == ExportSpec::Kind::capsule ? "`capsule`" : "`ufunc`"));
        continue;
      }
      if (find_function(spec.name) == nullptr) {
        sink_.add(make_error(file_, export_unknown_function, spec.span, spec.name));
        continue;
      }
      for (ExportSignature& signature : expand(spec, file_, sink_)) exported[spec.name].push_back(std::move(signature));
    }
    std::vector<Candidate> all;
    for (const auto* statement : tree_.body) {
      const auto* def = ast::as<ast::FunctionDef>(statement);
      if (def == nullptr) continue;
      const auto found = exported.find(std::string(def->name));
      if (find_function(def->name) != def) {
        if (found != exported.end()) sink_.add(make_error(file_, not_constant_global, name_span(*def), def->name));
        continue;
      }
      Candidate candidate{def, {}, nullptr, std::nullopt};
      if (found != exported.end()) candidate.signatures = std::move(found->second);
      read_annotations(candidate);
      if (candidate.signatures.empty() && !candidate.refused) continue;
      if (!def->decorator_list.empty() && !candidate.refused) {
        candidate.refused = make_error(file_, decorated, def->decorator_list[0]->span, file_.text(def->decorator_list[0]->span));
      }
      all.push_back(std::move(candidate));
    }
    return all;
  }

  // Signatures from annotations: where every parameter has one. A function without any annotation and without an export is none of ours.
  void read_annotations(Candidate& candidate) {
    const ast::Arguments& arguments = *candidate.def->args;
    std::vector<const ast::Arg*> parameters;
    for (const auto* arg : arguments.posonlyargs) parameters.push_back(arg);
    for (const auto* arg : arguments.args) parameters.push_back(arg);
    for (const auto* arg : arguments.kwonlyargs) parameters.push_back(arg);
    const std::size_t annotated = std::size_t(std::count_if(parameters.begin(), parameters.end(), [](const ast::Arg* arg) { return arg->annotation != nullptr; }));
    const bool exported = !candidate.signatures.empty();
    if (candidate.def->returns != nullptr) {
      const auto result = annotation_types(scope_, program_, *candidate.def->returns);
      if (result && result->size() == 1) candidate.result = result->front().type;
      else if (!result && !exported && (annotated > 0 || parameters.empty())) {
        candidate.refused = annotation_error(scope_, program_, *candidate.def->returns);
        return;
      }
    } else if (annotated == 0) {
      return;
    }
    if (arguments.vararg != nullptr || arguments.kwarg != nullptr) {
      if (annotated > 0 || exported) candidate.refused = make_error(file_, unsupported, name_span(*candidate.def), "a function with `*` or `**` parameters that Python calls");
      return;
    }
    if (exported) return check_agreement(candidate, parameters);
    ExportSpec spec;
    spec.name = std::string(candidate.def->name);
    spec.span = name_span(*candidate.def);
    for (const ast::Arg* parameter : parameters) {
      if (parameter->annotation == nullptr) {
        candidate.refused = make_error(file_, missing_annotation, parameter->span, parameter->arg);
        return;
      }
      auto alternatives = annotation_types(scope_, program_, *parameter->annotation);
      if (!alternatives) {
        candidate.refused = annotation_error(scope_, program_, *parameter->annotation);
        return;
      }
      spec.parameters.push_back({std::move(*alternatives), false, parameter->span});
    }
    candidate.signatures = expand(spec, file_, sink_);
  }

  void check_agreement(Candidate& candidate, const std::vector<const ast::Arg*>& parameters) {
    for (std::size_t i = 0; i < parameters.size(); ++i) {
      if (parameters[i]->annotation == nullptr) continue;
      const auto declared = annotation_types(scope_, program_, *parameters[i]->annotation);
      if (!declared) continue;
      for (const ExportSignature& signature : candidate.signatures) {
        if (i >= signature.parameters.size()) continue;
        const Type exported = signature.parameters[i].type;
        const bool agrees = std::any_of(declared->begin(), declared->end(), [&](const ParameterType& one) { return one.type == exported; });
        if (!agrees) {
          candidate.refused = make_error(file_, contradiction, parameters[i]->span, candidate.def->name, parameters[i]->arg);
          return;
        }
      }
    }
  }

  void compile(const Candidate& candidate) {
    const FunctionDef& def = program_.define(scope_, nullptr, *candidate.def);
    const ast::Arguments& arguments = *candidate.def->args;
    ir::Export exported;
    exported.name = std::string(candidate.def->name);
    exported.doc = docstring(*candidate.def);
    exported.span = candidate.def->span;
    using Parameter = ir::Export::Parameter;
    const std::size_t positional = arguments.posonlyargs.size() + arguments.args.size();
    const auto has_default = [&](std::size_t i) { return i >= positional - arguments.defaults.size(); };
    std::vector<const ast::Arg*> parameters;
    for (const auto* arg : arguments.posonlyargs) {
      exported.parameters.push_back({std::string(arg->arg), Parameter::Kind::positional_only, has_default(exported.parameters.size())});
      parameters.push_back(arg);
    }
    for (const auto* arg : arguments.args) {
      exported.parameters.push_back({std::string(arg->arg), Parameter::Kind::positional_or_keyword, has_default(exported.parameters.size())});
      parameters.push_back(arg);
    }
    for (std::size_t i = 0; i < arguments.kwonlyargs.size(); ++i) {
      exported.parameters.push_back({std::string(arguments.kwonlyargs[i]->arg), Parameter::Kind::keyword_only, arguments.kw_defaults[i] != nullptr});
      parameters.push_back(arguments.kwonlyargs[i]);
    }
    std::set<std::vector<Type>> seen;
    for (const ExportSignature& signature : candidate.signatures) {
      std::vector<Type> args;
      std::vector<ParameterType> accepted = signature.parameters;
      ir::Overload overload;
      if (accepted.size() > parameters.size()) {
        throw Unsupported{make_error(file_, export_arity, signature.span, exported.name, accepted.size(), parameters.size())};
      }
      // A default that is left out is a value of its own type.
      for (std::size_t i = accepted.size(); i < parameters.size(); ++i) {
        const ast::Expr* value = default_of(arguments, i);
        if (value == nullptr) throw Unsupported{make_error(file_, export_arity, signature.span, exported.name, signature.parameters.size(), parameters.size())};
        accepted.push_back({default_type(*value), {}, {}});
      }
      for (std::size_t i = 0; i < accepted.size(); ++i) {
        // `x: float = None`: the default is one more type that the parameter may have.
        const ast::Expr* value = default_of(arguments, i);
        if (const auto* none = value == nullptr ? nullptr : ast::as<ast::Constant>(value); none != nullptr && none->value.type == ast::ConstantValue::Type::none && !is(accepted[i].type, Kind::array)) {
          accepted[i].type = program_.types.optional(accepted[i].type);
        }
        args.push_back(accepted[i].type);
      }
      if (!seen.insert(args).second) continue;  // differs in order or strides only, which every array parameter takes
      Instance& instance = program_.instance(def, args, candidate.result);
      overload.instance = instance.id;
      for (std::size_t i = 0; i < accepted.size(); ++i) overload.rules.push_back({accepted[i].layout, false, false, accepted[i].extents});
      overload.defaulted.assign(accepted.size(), false);
      for (std::size_t i = signature.parameters.size(); i < accepted.size(); ++i) overload.defaulted[i] = true;
      exported.overloads.push_back(std::move(overload));
    }
    if (exported.overloads.empty()) return;
    for (const ir::Overload& overload : exported.overloads) {
      const Type result = module_[overload.instance].result;
      if (const auto problem = not_for_python(result)) throw Unsupported{make_error(file_, unsupported, name_span(*candidate.def), "returning " + *problem + " to Python")};
    }
    verify(exported, name_span(*candidate.def));
    module_.exports.push_back(std::move(exported));
  }

  // A defect of ours must not become wrong code: the function stays Python.
  void verify(const ir::Export& exported, Span span) {
    std::set<ir::InstanceId> seen;
    std::vector<ir::InstanceId> pending;
    for (const ir::Overload& overload : exported.overloads) pending.push_back(overload.instance);
    while (!pending.empty()) {
      const ir::InstanceId id = pending.back();
      pending.pop_back();
      if (!seen.insert(id).second) continue;
      const ir::Function& function = module_[id];
      const auto problems = ir::verify(module_, function);
      if (!problems.empty()) throw Unsupported{make_error(file_, defect, span, exported.name, problems[0])};
      ir::for_each_expr(function, function.body, [&](ExprId expr) {
        if (const auto* call = std::get_if<ir::Call>(&function[expr].node)) pending.push_back(call->callee);
        if (const auto* call = std::get_if<ir::CallClosure>(&function[expr].node)) pending.insert(pending.end(), call->targets.begin(), call->targets.end());
        if (const auto* read = std::get_if<ir::ReadGlobal>(&function[expr].node)) pending.push_back(module_[read->global].initializer);
      });
    }
  }

  static std::optional<std::string> not_for_python(Type type) {
    switch (type->kind) {
      case Kind::function:
      case Kind::library: return "a function";
      case Kind::module:
      case Kind::type_object:
      case Kind::iterator:
      case Kind::view:
      case Kind::exception: return "`" + type->text + "`";
      case Kind::never: return std::nullopt;
      default: break;
    }
    if ((types::is_container(type) || is(type, Kind::frozenset)) && is(type->args[0], Kind::never)) return std::nullopt;
    for (const Type arg : type->args) {
      if (auto problem = not_for_python(arg)) return problem;
    }
    return std::nullopt;
  }

  static const ast::Expr* default_of(const ast::Arguments& arguments, std::size_t i) {
    const std::size_t positional = arguments.posonlyargs.size() + arguments.args.size();
    if (i >= positional) return arguments.kw_defaults[i - positional];
    const std::size_t first = positional - arguments.defaults.size();
    return i < first ? nullptr : arguments.defaults[i - first];
  }

  Type default_type(const ast::Expr& value) {
    TypeTable& types = program_.types;
    const ast::Expr* plain = &value;
    if (const auto* negated = ast::as<ast::UnaryOp>(plain)) plain = negated->operand;
    if (const auto* constant = ast::as<ast::Constant>(plain)) {
      switch (constant->value.type) {
        case ast::ConstantValue::Type::none: return types.none;
        case ast::ConstantValue::Type::true_:
        case ast::ConstantValue::Type::false_: return types.boolean;
        case ast::ConstantValue::Type::integer: return types.integer;
        case ast::ConstantValue::Type::floating: return types.floating;
        case ast::ConstantValue::Type::complex: return types.complex;
        case ast::ConstantValue::Type::string: return types.string;
        default: break;
      }
    }
    throw Unsupported{make_error(file_, unsupported, value.span, "this default of a parameter that the export leaves out")};
  }

  static std::string docstring(const ast::FunctionDef& def) {
    if (def.body.empty()) return {};
    const auto* first = ast::as<ast::ExprStmt>(def.body[0]);
    const auto* text = first == nullptr ? nullptr : ast::as<ast::Constant>(first->value);
    return text != nullptr && text->value.type == ast::ConstantValue::Type::string ? std::string(text->value.text) : std::string();
  }

  // The source cut behind every `def` that is native now. Pieces begin at the beginning of a line; where a native `def` shares its last line with
  // what follows, the cut is at the next line.
  std::vector<Segment> segments() {
    std::vector<Segment> pieces;
    std::uint32_t begin_line = 1;
    const std::string_view text = file_.text();
    const auto cut = [&](std::uint32_t end_line, int native) {
      if (end_line < begin_line) return;
      const std::size_t from = file_.line_start(begin_line), to = end_line >= file_.line_count() ? text.size() : file_.line_start(end_line + 1);
      pieces.push_back({int(begin_line), std::string(text.substr(from, to - from)), native});
      begin_line = end_line + 1;
    };
    for (std::size_t i = 0; i < module_.exports.size(); ++i) {
      const std::uint32_t end = module_.exports[i].span.end;
      cut(file_.line_column(end == 0 ? 0 : end - 1).line, int(i));
    }
    cut(file_.line_count(), -1);
    return pieces;
  }

  const support::SourceFile& file_;
  const ast::Module& tree_;
  diag::Sink& sink_;
  const Options& options_;
  ir::Module& module_;
  Program program_;
  ModuleScope& scope_;
};

}  // namespace

Result check_module(const support::SourceFile& file, const ast::Module& tree, types::TypeTable& types, diag::Sink& sink, const Options& options, Loader& loader) {
  Result result;
  result.module = std::make_unique<ir::Module>();
  result.module->types = &types;
  result.module->name = options.module_name;
  ModuleChecker(file, tree, types, sink, options, loader, *result.module).run(result);
  find_writes(*result.module);
  return result;
}

}  // namespace keelback::check
