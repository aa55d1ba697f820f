// What a module exports, and its residual Python.
#include "check/check.hpp"
#include "ir/verify.hpp"
#include "ir/walk.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

#include "check/annotations.hpp"
#include "check/dialects.hpp"
#include "check/exports.hpp"
#include "check/known_fields.hpp"
#include "check/overrides.hpp"
#include "check/program.hpp"
#include "check/races.hpp"
#include "check/read_only.hpp"
#include "check/reachable.hpp"
#include "check/scopes.hpp"
#include "check/signatures.hpp"
#include "check/special_methods.hpp"
#include "check/writes.hpp"

namespace keelback::check {
namespace {

using types::is;

// Each finds of every function the first call that is to be left to Python; what is found later keeps its function from being native.
constexpr int most_attempts = 50;

struct Candidate {
  const ast::FunctionDef* def;
  std::vector<ExportSignature> signatures = {};
  Type result = nullptr;
  std::optional<diag::Diagnostic> refused = {};  // what keeps it from being native, already known
  ClassInfo* owner = nullptr;                  // of a method
  const Method* method = nullptr;
  ir::Export::Form form = ir::Export::Form::function;
  std::string capsule = {};

  std::string name() const { return owner != nullptr ? std::string(owner->node->name) + "." + std::string(def->name) : std::string(def->name); }
};

class ModuleChecker {
 public:
  ModuleChecker(const support::SourceFile& file, const ast::Module& tree, TypeTable& types, diag::Sink& sink, const Options& options, Loader& loader, ir::Module& module, const LeftToPython& left)
      : file_(file), tree_(tree), sink_(sink), options_(options), module_(module), program_(types, sink, loader, module, left, options.build), scope_(program_.add_module(options.module_name, file, tree)) {}

  // What this attempt found: classes whose objects containers would treat in another way than Python, since a method that they ask for is not native.
  const RefusedClasses& to_refuse() const { return to_refuse_; }
  // Calls that keep functions from being native, and that Python's own functions can do.
  const LeftToPython& to_leave() const { return to_leave_; }

  // And type arguments of generic classes that were asked for when all classes were declared.
  const std::vector<Specialization>& specializations() const { return program_.specializations; }

  // The modules of the build from which this one imports classes, and those that are known to be needed for these.
  std::vector<std::string> imported_classes() {
    std::vector<std::string> found;
    const auto add = [&](const std::string& name) {
      if (std::ranges::find(found, name) == found.end()) found.push_back(name);
    };
    if (options_.build.size() < 2) return found;
    for (const auto& [name, what] : scope_.names) {
      if (what.kind != ModuleName::Kind::imported || !options_.build.contains(what.module)) continue;
      const auto [scope, meant] = program_.definition(scope_, name);
      const bool is_one = scope != nullptr && meant->kind == ModuleName::Kind::klass && meant->klass != nullptr && !program_.is_main(*scope) && program_.may_be_native(*scope, *meant->klass);
      if (is_one) add(scope->name);
    }
    for (std::size_t i = 0; i < found.size(); ++i) {
      for (const std::string& name : options_.build.find(found[i])->second.uses) add(name);
    }
    std::erase(found, options_.module_name);
    return found;
  }

  // Modules of which classes were asked for that are not declared.
  const std::set<std::string>& undeclared() const { return program_.undeclared; }

  // `elsewhere`: other modules whose classes are declared too. False where they are not all that are needed.
  bool run(Result& result, const RefusedClasses& refused, const std::vector<Specialization>& specializations, const std::vector<std::string>& elsewhere) {
    program_.specializations = specializations;
    std::vector<ModuleScope*> scopes{&scope_};
    for (const std::string& name : elsewhere) {
      if (ModuleScope* const scope = program_.find_module(name)) scopes.push_back(scope);
    }
    declare_classes(program_, scopes, refused);
    result.uses.assign(program_.asked.begin(), program_.asked.end());
    if (!program_.undeclared.empty()) return false;
    for (const ClassInfo& klass : program_.classes) {
      if (klass.module != &scope_) continue;
      if (klass.state == ClassInfo::State::python && klass.generic == nullptr) stays_python(std::string(klass.node->name), klass.node->name_span, *klass.reason, result);
    }
    refuse_async(tree_.body, result);
    for (const ClassInfo& klass : program_.classes) {
      if (klass.is_native() && klass.module == &scope_) refuse_async(klass.node->body, result);
    }
    std::vector<ExportSpec> specs = read_specs();
    result.has_exports = !specs.empty();
    std::vector<Candidate> all = candidates(specs);
    for (Candidate& method : methods()) all.push_back(std::move(method));
    std::vector<Span> python;
    for (Candidate& candidate : all) {
      try {
        if (candidate.refused) throw Unsupported{*candidate.refused};
        compile(candidate);
      } catch (const Unsupported& failure) {
        if (candidate.owner != nullptr && candidate.owner->generic != nullptr) not_for_all_.insert(candidate.name());
        // What a decorator adds to a class works as it is.
        if (candidate.method != nullptr && candidate.method->is_made) continue;
        if (failure.site) to_leave_.insert(*failure.site);
        if (!failure.undeclared_in.empty()) to_refuse_.emplace(failure.undeclared_in, failure.diagnostic);
        python.push_back(candidate.def->span);
        stays_python(candidate.name(), name_span(*candidate.def), failure.diagnostic, result);
      }
    }
    compile_special_methods();
    for (ClassInfo& klass : program_.classes) {
      if (klass.is_native() && klass.module == &scope_ && Program::is_layout_known(klass)) compile_overrides(program_, klass);
    }
    for (const auto& [site, diagnostic] : program_.left) {
      const bool is_native = std::ranges::none_of(python, [&](Span whole) { return site.file == &file_ && whole.begin <= site.begin && site.end <= whole.end; });
      if (is_native) sink_.add(diagnostic);
    }
    // Python has one method for all type arguments: where some have none, it stays Python's.
    std::erase_if(module_.exports, [&](const ir::Export& exported) { return exported.is_generic && not_for_all_.contains(exported.name); });
    refuse_unused_generics();
    if (!program_.undeclared.empty()) return false;
    keep_reachable(module_);
    result.segments = segments();
    return true;
  }

 private:
  void stays_python(std::string name, Span span, const diag::Diagnostic& why, Result& result) {
    diag::Diagnostic reason = why;
    if (!options_.strict) {
      reason.severity = diag::Severity::warning;
      reason.notes.push_back({"`" + name + "` stays Python", span, &file_});
    }
    sink_.add(reason);
    result.stayed_python.push_back({std::move(name), span, why});
  }

  void refuse_unused_generics() {
    for (const ClassInfo& klass : program_.classes) {
      const bool is_used = !klass.is_generic() || !klass.is_native() || klass.module != &scope_ || std::ranges::any_of(program_.classes, [&](const ClassInfo& one) { return one.generic == &klass; });
      if (!is_used) to_refuse_.emplace(class_key(klass), make_error(file_, unsupported, klass.node->name_span, "a generic class with no type arguments anywhere in the module"));
    }
  }

  // Coroutines stay Python's. Of one without annotations nobody asked for more.
  void refuse_async(ast::Nodes<ast::Stmt> body, Result& result) {
    for (const auto* statement : body) {
      const auto* def = ast::as<ast::AsyncFunctionDef>(statement);
      if (def == nullptr) continue;
      const ast::Arguments& arguments = *def->args;
      const auto says_type = [](const ast::Arg* arg) { return arg->annotation != nullptr; };
      if (def->returns == nullptr && std::ranges::none_of(arguments.args, says_type) && std::ranges::none_of(arguments.kwonlyargs, says_type)) continue;
      stays_python(std::string(def->name), def->name_span, make_error(file_, unsupported, def->name_span, "`async def`"), result);
    }
  }

  // The methods of compiled classes that Python can call. A class method has its class as an argument, and stays.
  std::vector<Candidate> methods() {
    std::vector<Candidate> all;
    for (ClassInfo& klass : program_.classes) {
      if (!klass.is_native() || klass.is_generic() || klass.is_mixin || klass.module != &scope_) continue;
      for (const Method& method : klass.methods) {
        // Without an object nothing says the type arguments.
        if (klass.generic != nullptr && method.kind == ir::MethodKind::static_method) continue;
        if (method.is_abstract || method.kind == ir::MethodKind::class_method || (method.is_made && method.refused != nullptr)) continue;
        Candidate candidate{.def = method.def, .owner = &klass, .method = &method};
        if (method.refused != nullptr) candidate.refused = make_error(file_, decorated, method.refused->span, file_.text(method.refused->span));
        else read_annotations(candidate);
        if (!candidate.signatures.empty() || candidate.refused) all.push_back(std::move(candidate));
      }
    }
    return all;
  }

  // What containers and runtime functions ask of objects.
  void compile_special_methods() {
    for (ClassInfo& klass : program_.classes) {
      if (!klass.is_native() || klass.is_generic() || klass.is_mixin) continue;
      ir::Class& made = module_.classes[klass.id];
      const auto compile = [&](ir::SpecialMethod special, std::string_view name, bool takes_other) {
        const auto found = find_method(klass, name);
        if (!found || found->owner != &klass) return;
        ir::SpecialFunction& to = made.special[std::size_t(special)];
        const auto refuse = [&](const auto& why) {
          if (!found->method->is_made) to_refuse_.emplace(class_key(klass), why());
          else to.in_python = true;
        };
        if (const auto* refused = found->method->refused) return refuse([&] { return make_error(*klass.module->file, decorated, refused->span, klass.module->file->text(refused->span)); });
        const FunctionDef& def = program_.define(klass, *found->method, is_overridden(klass, name));
        std::vector<Type> args{klass.type};
        if (takes_other) args.push_back(klass.type);
        try {
          to.function = program_.instance(def, args, signature_of(program_, def).result).id;
        } catch (const Unsupported& failure) {
          refuse([&] { return failure.diagnostic; });
        }
      };
      compile(ir::SpecialMethod::equal, "__eq__", true);
      compile(ir::SpecialMethod::less, "__lt__", true);
      compile(ir::SpecialMethod::hash, "__hash__", false);
      compile(ir::SpecialMethod::represent, "__repr__", false);
      compile(ir::SpecialMethod::truth, find_method(klass, "__bool__") ? "__bool__" : "__len__", false);
      const auto has_own = [&](std::string_view name) { return std::ranges::any_of(klass.methods, [&](const Method& method) { return method.name == name; }); };
      made.is_unhashable = has_own("__eq__") && !has_own("__hash__");
    }
  }

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
    for (const auto* statement : tree_.body) {
      const auto* def = ast::as<ast::FunctionDef>(statement);
      for (ExportSpec& spec : def == nullptr ? std::vector<ExportSpec>() : decorator_exports(scope_, *def, program_, sink_)) specs.push_back(std::move(spec));
    }
    return specs;
  }

  const ast::FunctionDef* find_function(std::string_view name) {
    const auto found = scope_.names.find(name);
    return found != scope_.names.end() && found->second.kind == ModuleName::Kind::function ? found->second.function : nullptr;
  }

  std::vector<Candidate> candidates(const std::vector<ExportSpec>& specs) {
    using Form = ir::Export::Form;
    struct Exported {
      std::vector<ExportSignature> signatures;
      Form form;
      std::string capsule;
    };
    std::map<std::string, Exported> exported;
    for (const ExportSpec& spec : specs) {
      if (spec.kind == ExportSpec::Kind::variable && scope_.names.contains(spec.name) && find_function(spec.name) == nullptr) continue;  // it stays a variable of the module
      if (find_function(spec.name) == nullptr) {
        sink_.add(make_error(file_, export_unknown_function, spec.span, spec.name));
        continue;
      }
      const Form form = spec.kind == ExportSpec::Kind::capsule ? Form::capsule : spec.kind == ExportSpec::Kind::ufunc ? Form::ufunc : Form::function;
      const auto [entry, is_new] = exported.try_emplace(spec.name, Exported{{}, form, spec.written});
      if (!is_new && (entry->second.form != form || form == Form::capsule)) {
        const bool is_ufunc = form == Form::ufunc || entry->second.form == Form::ufunc;
        sink_.add(make_error(file_, spec_syntax, spec.span, fmt::format("`{}` is exported as a {}, and otherwise", spec.name, is_ufunc ? "ufunc" : "capsule")));
        continue;
      }
      for (ExportSignature& signature : expand(spec, file_, sink_)) entry->second.signatures.push_back(std::move(signature));
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
      // Python's object is the manager that the decorator makes; native code has the generator (with.cpp).
      if (def->decorator_list.size() == 1 && has_yield(*def) && is_from_contextlib(scope_, *def->decorator_list[0], "contextmanager")) continue;
      Candidate candidate{def, {}, nullptr, std::nullopt};
      if (found != exported.end()) {
        candidate.signatures = std::move(found->second.signatures);
        candidate.form = found->second.form;
        candidate.capsule = std::move(found->second.capsule);
      }
      read_annotations(candidate);
      if (candidate.signatures.empty() && !candidate.refused) continue;
      if (decoration_of(scope_, *def) == Decoration::unknown && !candidate.refused) {
        candidate.refused = make_error(file_, decorated, def->decorator_list[0]->span, file_.text(def->decorator_list[0]->span));
      }
      all.push_back(std::move(candidate));
    }
    return all;
  }

  // Signatures from annotations: where every parameter has one. A function without any annotation and without an export is none of ours.
  void read_annotations(Candidate& candidate) {
    auto variables = type_variables(scope_, *candidate.def);
    std::erase_if(variables, [&](const TypeVariable& one) { return candidate.owner != nullptr && candidate.owner->arguments.contains(one.name); });
    if (variables.empty() || !candidate.signatures.empty()) return read_annotations(candidate, nullptr);
    // Native code calls it at whatever types it has; Python at those that its variables may stand for.
    if (std::ranges::any_of(variables, [](const TypeVariable& variable) { return variable.choices.empty(); })) return;
    constexpr std::size_t max_combinations = 64;
    std::vector<std::vector<Type>> types;
    std::vector<bool> classes;   // of dtypes, of which some are chosen: other arrays are Python's
    const std::vector<Declared> parameters = parameters_of(*candidate.def->args);
    std::size_t combinations = 1;
    for (const TypeVariable& variable : variables) {
      std::vector<Type>& own = types.emplace_back();
      classes.push_back(false);
      for (const ast::Expr* chosen : variable.choices) {
        const std::vector<Type> some = choices_of_variable(scope_, program_, *chosen);
        own.insert(own.end(), some.begin(), some.end());
        if (some.size() > 1) classes.back() = true;
        combinations *= variable.choices.back() == chosen ? own.size() : 1;
        if (!some.empty() && combinations <= max_combinations) continue;
        candidate.refused = some.empty() ? annotation_error(scope_, program_, *chosen) : make_error(file_, unsupported, chosen->span, "a type variable that may stand for so many types");
        return;
      }
    }
    std::vector<std::size_t> choice(variables.size(), 0);
    std::vector<ExportSignature> all;
    while (true) {
      TypeVariables bound;
      for (std::size_t i = 0; i < variables.size(); ++i) bound[variables[i].name] = types[i][choice[i]];
      Candidate one{.def = candidate.def, .owner = candidate.owner, .method = candidate.method};
      read_annotations(one, &bound);
      if (one.refused) {
        candidate.refused = one.refused;
        return;
      }
      for (ExportSignature& signature : one.signatures) {
        for (std::size_t k = 0; k < signature.parameters.size(); ++k) {
          for (std::size_t i = 0; i < variables.size(); ++i) {
            if (classes[i] && mentions(*parameters[k].arg, variables[i].name)) signature.parameters[k].open_dtype = int(choice[i]) + 1;
          }
        }
        all.push_back(std::move(signature));
      }
      std::size_t next = 0;
      while (next < choice.size() && ++choice[next] == types[next].size()) choice[next++] = 0;
      if (next == choice.size()) break;
    }
    if (std::ranges::find(classes, true) != classes.end()) std::ranges::stable_sort(all, {}, unlikeliness);
    candidate.signatures = std::move(all);
  }
  static bool mentions(const ast::Node& annotation, std::string_view name) {
    const auto* plain = ast::as<ast::Name>(&annotation);
    bool any = plain != nullptr && plain->id == name;
    for_each_child(annotation, [&](const ast::Node& child) { any = any || mentions(child, name); });
    return any;
  }

  void read_annotations(Candidate& candidate, const TypeVariables* variables) {
    const ast::Arguments& arguments = *candidate.def->args;
    const Type self = candidate.owner != nullptr ? candidate.owner->type : nullptr;
    const bool has_receiver = candidate.method != nullptr && candidate.method->kind != ir::MethodKind::static_method;
    const std::vector<Declared> parameters = parameters_of(arguments);
    const std::size_t annotated = std::size_t(std::ranges::count_if(parameters, [](const Declared& one) { return one.arg->annotation != nullptr; })) + (has_receiver && parameters.size() == 1);
    const bool exported = !candidate.signatures.empty();
    if (candidate.def->returns != nullptr) {
      const auto result = annotation_types(scope_, program_, *candidate.def->returns, self, variables);
      // A function that gives an iterator gives what it is; what a generator yields is declared.
      const bool is_iterator = result && result->size() == 1 && is(result->front().type, Kind::iterator) && !has_yield(*candidate.def);
      const bool is_inferred = is_iterator || never_returns(scope_, *candidate.def);
      if (result && result->size() == 1) candidate.result = is_inferred ? nullptr : result_type(scope_, program_, *candidate.def->returns, self, variables);
      else if (!result && !exported && (annotated > 0 || parameters.empty())) {
        candidate.refused = annotation_error(scope_, program_, *candidate.def->returns);
        return;
      }
    } else if (annotated == 0) {
      return;
    }
    const bool has_rest = arguments.vararg != nullptr || arguments.kwarg != nullptr;
    if (has_rest && is_exit(candidate)) return;
    if (has_rest && exported) {
      candidate.refused = make_error(file_, unsupported, name_span(*candidate.def), "an export of a function with `*` or `**` parameters: annotate them");
      return;
    }
    if (has_rest && annotated == 0) return;
    if (exported) return check_agreement(candidate, parameters);
    constexpr std::ptrdiff_t most_mixtures = 9, most_open = 16;
    diag::Sink ignored;
    const auto has_open_kind = [](const ParameterType& one) { return one.open_kind != OpenKind::none; };
    bool has_open_kinds = false;
    ExportSpec spec;
    spec.name = std::string(candidate.def->name);
    spec.span = name_span(*candidate.def);
    for (const Declared& declared : parameters) {
      const ast::Arg* const parameter = declared.arg;
      if (has_receiver && parameter == parameters[0].arg) {
        spec.parameters.push_back({{{self, {}, {}}}, false, parameter->span});
        continue;
      }
      if (is_other_operand(candidate, *parameter)) {
        spec.parameters.push_back({{{self, {}, {}}}, false, parameter->span});
        continue;
      }
      // `__exit__` takes an exception, its class and its traceback: Python's own method is called from there, native code has one of its own.
      if (is_exit(candidate) && (parameter->annotation == nullptr || !annotation_types(scope_, program_, *parameter->annotation, self))) return;
      if (const Type known = parameter->annotation == nullptr ? named_default(declared.value) : nullptr) {
        spec.parameters.push_back({{{known, {}, {}}}, false, parameter->span});
        continue;
      }
      if (parameter->annotation == nullptr) {
        candidate.refused = make_error(file_, missing_annotation, parameter->span, parameter->arg);
        return;
      }
      auto alternatives = parameter_types(scope_, program_, *parameter, declared.value, self, variables, opens_containers(*candidate.def, declared));
      if (!alternatives) {
        candidate.refused = annotation_error(scope_, program_, *parameter->annotation);
        return;
      }
      has_open_kinds |= std::ranges::any_of(*alternatives, has_open_kind);
      for (ParameterType& one : *alternatives) {
        if (parameter == arguments.vararg) one = {program_.types.variadic(one.type), {}, {}};
        if (parameter == arguments.kwarg) one = {program_.types.dict(program_.types.string, one.type), {}, {}};
      }
      spec.parameters.push_back({std::move(*alternatives), false, parameter->span});
    }
    for (const bool mixes : {true, false}) {
      if (!has_open_kinds) break;
      candidate.signatures = expand(spec, file_, ignored, mixes);
      const auto count = std::ranges::count_if(candidate.signatures, [&](const ExportSignature& one) { return std::ranges::none_of(one.parameters, &ParameterType::is_any_object); });
      if (count == 0 || count > (mixes ? most_mixtures : most_open)) continue;
      candidate.signatures = expand_dtypes(spec, mixes);
      return;
    }
    // So many combinations are not worth their code: any objects.
    for (std::size_t i = 0; i < parameters.size(); ++i) {
      std::vector<ParameterType>& alternatives = spec.parameters[i].alternatives;
      if (std::ranges::none_of(alternatives, has_open_kind)) continue;
      alternatives = *parameter_types(scope_, program_, *parameters[i].arg, parameters[i].value, self, variables, false);
    }
    candidate.signatures = expand_dtypes(spec, false);
  }

  // Of arrays whose dtypes are open, as many deviate from the likeliest as leaves few enough signatures to try; the likeliest are first.
  std::vector<ExportSignature> expand_dtypes(const ExportSpec& spec, bool mixes) {
    constexpr std::size_t most_tried = 256;
    const auto is_open = [](const ParameterType& one) { return one.open_dtype > 0; };
    const auto open = std::ranges::count_if(spec.parameters, [&](const ExportSpec::Parameter& one) { return std::ranges::any_of(one.alternatives, is_open); });
    std::vector<ExportSignature> all;
    diag::Sink ignored;
    for (int most_deviations = int(open); most_deviations > 0; --most_deviations) {
      all = expand(spec, file_, ignored, mixes, most_deviations);
      if (!all.empty() && all.size() <= most_tried) break;
      all.clear();
    }
    if (all.empty()) all = expand(spec, file_, sink_, mixes);
    if (open > 0) std::ranges::stable_sort(all, {}, unlikeliness);
    return all;
  }
  static int unlikeliness(const ExportSignature& signature) {
    int all = 0;
    for (const ParameterType& one : signature.parameters) all += std::max(one.open_dtype, 1) + std::max(one.open_rank, 1);
    return all;
  }

  // `other: object` of a comparison: native code is for objects of the class, Python's version for all else.
  static bool is_other_operand(const Candidate& candidate, const ast::Arg& parameter) {
    const auto* name = parameter.annotation == nullptr ? nullptr : ast::as<ast::Name>(parameter.annotation);
    return candidate.method != nullptr && is_operator_method(candidate.def->name) && name != nullptr && name->id == "object";
  }
  static bool is_special(const Candidate& candidate) {
    const std::string_view name = candidate.def->name;
    return candidate.method != nullptr && name.starts_with("__") && name.ends_with("__") && name != "__init__";
  }

  static bool is_exit(const Candidate& candidate) { return candidate.method != nullptr && candidate.def->name == "__exit__"; }

  void check_agreement(Candidate& candidate, const std::vector<Declared>& parameters) {
    for (std::size_t i = 0; i < parameters.size(); ++i) {
      const ast::Arg& parameter = *parameters[i].arg;
      if (parameter.annotation == nullptr) continue;
      const auto declared = parameter_types(scope_, program_, parameter, nullptr, nullptr, nullptr, opens_containers(*candidate.def, parameters[i]));
      if (!declared) continue;
      for (const ExportSignature& signature : candidate.signatures) {
        if (i >= signature.parameters.size()) continue;
        const Type exported = signature.parameters[i].type;
        const bool agrees = std::any_of(declared->begin(), declared->end(), [&](const ParameterType& one) { return one.type == exported || is(one.type, Kind::object) || (one.open_dtype > 0 && is(exported, Kind::array)); });
        if (!agrees) {
          candidate.refused = make_error(file_, contradiction, parameter.span, candidate.def->name, parameter.arg);
          return;
        }
      }
    }
  }

  // What becomes of the signatures of one function.
  struct Overloads {
    ir::Export& exported;
    const std::vector<Declared>& parameters;
    std::set<std::vector<Type>> seen;
    std::vector<Unsupported> failures;  // of ranks, and kinds of containers, that the annotations leave open: those that the body is not for are Python's
    std::vector<const ExportSignature*> made;
  };

  // Objects in place of containers are for where no container is.
  static bool has_containers(const ExportSignature& objects, const Overloads& overloads) {
    const auto stands_for = [](const ParameterType& a, const ParameterType& b) { return a.is_any_object() ? b.open_kind != OpenKind::none : a.type == b.type || (a.is_open_array() && b.is_open_array()); };
    return std::ranges::any_of(overloads.made, [&](const ExportSignature* other) { return std::ranges::equal(objects.parameters, other->parameters, stands_for); });
  }

  void add_overload(const Candidate& candidate, const FunctionDef& def, const ExportSignature& signature, Overloads& overloads) {
    ir::Export& exported = overloads.exported;
    const std::vector<Declared>& parameters = overloads.parameters;
    std::vector<Type> args;
    std::vector<ParameterType> accepted = signature.parameters;
    ir::Overload overload;
    if (accepted.size() > parameters.size() || (accepted.size() < parameters.size() && exported.form != ir::Export::Form::function)) {
      throw Unsupported{make_error(file_, export_arity, signature.span, exported.name, accepted.size(), parameters.size())};
    }
    // A default that is left out is a value of its own type.
    for (std::size_t i = accepted.size(); i < parameters.size(); ++i) {
      const ast::Expr* value = parameters[i].value;
      if (value == nullptr) throw Unsupported{make_error(file_, export_arity, signature.span, exported.name, signature.parameters.size(), parameters.size())};
      accepted.push_back({default_type(*value), {}, {}});
    }
    for (const ParameterType& one : accepted) args.push_back(one.type);
    if (!overloads.seen.insert(args).second) return;  // differs in order or strides only, which every array parameter takes
    const bool is_open = std::ranges::any_of(signature.parameters, &ParameterType::is_open);
    try {
      overload.instance = program_.instance(def, args, candidate.result).id;
    } catch (const Unsupported& failure) {
      if (!is_open) throw;
      overloads.failures.push_back(failure);
      return;
    }
    const bool is_for_some = is_open && std::ranges::none_of(signature.parameters, &ParameterType::is_any_object);
    if (is_for_some && exported.fallback == ir::Export::Fallback::none) exported.fallback = ir::Export::Fallback::other_kinds;
    for (const ParameterType& one : accepted) overload.rules.push_back({.layout = one.layout, .open = one.is_open_container(), .open_dtype = one.open_dtype > 0, .extents = one.extents});
    if (exported.attribute == "__init__") overload.rules[0].incomplete = true;
    overload.defaulted.assign(accepted.size(), false);
    for (std::size_t i = signature.parameters.size(); i < accepted.size(); ++i) overload.defaulted[i] = true;
    exported.overloads.push_back(std::move(overload));
    overloads.made.push_back(&signature);
  }

  void compile(const Candidate& candidate) {
    const FunctionDef& def = candidate.owner != nullptr ? program_.define(*candidate.owner, *candidate.method, false) : program_.define(scope_, nullptr, *candidate.def);
    const ast::Arguments& arguments = *candidate.def->args;
    ir::Export exported;
    exported.name = candidate.name();
    exported.form = candidate.form;
    exported.capsule = candidate.capsule;
    if (candidate.owner != nullptr) {
      exported.kind = candidate.method->kind;
      exported.is_generic = candidate.owner->generic != nullptr;
      exported.klass = exported.is_generic ? candidate.owner->generic->id : candidate.owner->id;
      exported.attribute = std::string(candidate.def->name);
      if (is_special(candidate)) exported.fallback = ir::Export::Fallback::other_types;
    }
    exported.doc = docstring(*candidate.def);
    exported.span = candidate.def->span;
    const std::vector<Declared> parameters = parameters_of(arguments);
    for (const Declared& one : parameters) exported.parameters.push_back({std::string(one.arg->arg), one.kind, one.value != nullptr});
    Overloads overloads{exported, parameters, {}, {}, {}};
    const auto has_any_object = [](const ExportSignature& one) { return std::ranges::any_of(one.parameters, &ParameterType::is_any_object); };
    // Of open dtypes so many are made; others are Python's.
    constexpr std::size_t most_of_open_dtypes = 8;
    // Of four and more parameters with open ranks so many mixtures are.
    constexpr std::size_t most_of_mixed_ranks = 4;
    const auto open_ranks = [](const ExportSignature& one) { return std::ranges::count_if(one.parameters, [](const ParameterType& parameter) { return parameter.open_rank > 0; }); };
    std::map<std::size_t, std::size_t> mixtures;  // by how many parameters are passed
    for (const ExportSignature& signature : candidate.signatures) {
      const bool is_enough = overloads.made.size() >= most_of_open_dtypes && std::ranges::any_of(signature.parameters, [](const ParameterType& one) { return one.open_dtype > 0; });
      const bool is_mixture = open_ranks(signature) > 3 && mixes_ranks(signature);
      std::size_t& of_mixtures = mixtures[signature.parameters.size()];
      if (has_any_object(signature) || is_enough || (is_mixture && of_mixtures >= most_of_mixed_ranks)) continue;
      const std::size_t made_before = overloads.made.size();
      add_overload(candidate, def, signature, overloads);
      if (is_mixture && overloads.made.size() > made_before) ++of_mixtures;
    }
    for (const ExportSignature& signature : candidate.signatures) {
      if (has_any_object(signature) && !has_containers(signature, overloads)) add_overload(candidate, def, signature, overloads);
    }
    const std::vector<Unsupported>& failures = overloads.failures;
    if (exported.overloads.empty() && !failures.empty()) {
      for (const Unsupported& failure : failures) {
        if (failure.site) to_leave_.insert(*failure.site);
      }
      throw furthest(failures);
    }
    if (exported.overloads.empty()) return;
    for (const ir::Overload& overload : exported.overloads) {
      const Type result = module_[overload.instance].result;
      if (exported.form != ir::Export::Form::function) require_number(exported, result, name_span(*candidate.def));
      else if (const auto problem = not_for_python(result)) throw Unsupported{make_error(file_, unsupported, name_span(*candidate.def), "returning " + *problem + " to Python")};
    }
    verify(exported, name_span(*candidate.def));
    if (exported.is_generic) {
      const auto others = std::ranges::find_if(module_.exports, [&](const ir::Export& one) { return one.is_generic && one.name == exported.name && one.kind == exported.kind; });
      if (others != module_.exports.end()) {
        others->overloads.insert(others->overloads.end(), exported.overloads.begin(), exported.overloads.end());
        return;
      }
    }
    module_.exports.push_back(std::move(exported));
  }

  // The one that was found last in the source: what stands before it is for these arguments.
  static const Unsupported& furthest(const std::vector<Unsupported>& failures) {
    const auto place = [](const Unsupported& one) { return one.diagnostic.span.begin; };
    return *std::ranges::max_element(failures, {}, place);
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
      if (parallel_checked_.insert(id).second) check_parallel_loops(module_, program_.types, id, [&](int file) -> const support::SourceFile& { return program_.file(file); });
      const auto problems = ir::verify(module_, function);
      if (!problems.empty()) throw Unsupported{make_error(file_, defect, span, exported.name, problems[0])};
      ir::for_each_expr(function, function.body, [&](ExprId expr) {
        if (const auto* call = std::get_if<ir::Call>(&function[expr].node)) pending.push_back(call->callee);
        if (const auto* call = std::get_if<ir::CallClosure>(&function[expr].node)) pending.insert(pending.end(), call->targets.begin(), call->targets.end());
        if (const auto* read = std::get_if<ir::ReadGlobal>(&function[expr].node)) pending.push_back(module_[read->global].initializer);
      });
    }
  }

  // `xp=np`, `dtype=np.float64`: a parameter without annotation whose default is a module, or a type of numbers, takes just that.
  Type named_default(const ast::Expr* value) {
    if (value == nullptr) return nullptr;
    const auto* name = ast::as<ast::Name>(value);
    const auto found = name == nullptr ? scope_.names.end() : scope_.names.find(name->id);
    if (found != scope_.names.end() && found->second.kind == ModuleName::Kind::module) {
      return program_.library.has_module(found->second.module) ? program_.types.module(found->second.module) : nullptr;
    }
    if (name == nullptr && ast::as<ast::Attribute>(value) == nullptr) return nullptr;
    const auto named = annotation_types(scope_, program_, *value);
    if (!named || named->size() != 1 || !types::is_number(named->front().type) || is(named->front().type, Kind::union_)) return nullptr;
    return program_.types.type_object(named->front().type);
  }

  void require_number(const ir::Export& exported, Type result, Span span) {
    const bool is_capsule = exported.form == ir::Export::Form::capsule;
    if (types::common_dtype(result) || is(result, Kind::never) || (is_capsule && is(result, Kind::none))) return;
    throw Unsupported{make_error(file_, not_for_c, span, exported.name, is_capsule ? "a capsule" : "a ufunc", result->text)};
  }

  static std::optional<std::string> not_for_python(Type type) {
    switch (type->kind) {
      case Kind::function:
      case Kind::library: return "a function";
      case Kind::module:
      case Kind::type_object:
      case Kind::view: return "`" + type->text + "`";
      case Kind::never: return std::nullopt;
      default: break;
    }
    if ((types::is_container(type) || is(type, Kind::frozenset)) && is(type->args[0], Kind::never)) return std::nullopt;
    for (const Type arg : type->args) {
      if (auto problem = not_for_python(arg)) return problem;
    }
    return std::nullopt;
  }

  // The type of a parameter that the export leaves out: that of its default.
  Type default_type(const ast::Expr& value) {
    if (const Type named = named_default(&value)) return named;
    const Type found = program_.instance(program_.define(scope_, value), {}).result;
    if (not_for_python(found)) throw Unsupported{make_error(file_, unsupported, value.span, "this default of a parameter that the export leaves out")};
    return types::storage_of(program_.types, found);
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
    // Where native definitions begin and end: the `def`s of functions, the statements of classes.
    struct Definition {
      Span span;
      int native = -1, klass = -1;
    };
    std::vector<Definition> definitions;
    for (std::size_t i = 0; i < module_.exports.size(); ++i) {
      if (module_.exports[i].kind == ir::MethodKind::function) definitions.push_back({module_.exports[i].span, int(i), -1});
    }
    for (std::size_t i = 0; i < module_.classes.size(); ++i) {
      if (module_.classes[i].is_native && !module_.classes[i].generic && module_.classes[i].module.empty()) definitions.push_back({module_.classes[i].span, -1, int(i)});
    }
    std::ranges::stable_sort(definitions, {}, [](const Definition& one) { return one.span.end; });
    for (const Definition& one : definitions) {
      // A class statement is a piece of its own.
      if (one.klass >= 0) cut(file_.line_column(one.span.begin).line - 1, -1);
      cut(file_.line_column(one.span.end == 0 ? 0 : one.span.end - 1).line, one.native);
      if (one.klass >= 0 && !pieces.empty()) pieces.back().klass = one.klass;
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
  RefusedClasses to_refuse_;
  LeftToPython to_leave_;
  std::set<std::string> not_for_all_;          // methods of generic classes that some type arguments have none of
  std::set<ir::InstanceId> parallel_checked_;
};

}  // namespace

Result check_module(const support::SourceFile& file, const ast::Module& tree, types::TypeTable& types, diag::Sink& sink, const Options& options, Loader& loader) {
  // A class that turns out to stay Python, a call that is left to Python, and type arguments that a generic class turns out to be used with, which make a class of their own, change what is
  // known of all that uses them: then everything is checked again.
  RefusedClasses refused;
  LeftToPython left;
  std::vector<Specialization> specializations;
  std::vector<std::string> elsewhere;
  types.opens_dicts = types.has_refused_dict = false;
  for (int attempts = 1;; ++attempts) {
    Result result;
    result.module = std::make_unique<ir::Module>();
    result.module->types = &types;
    result.module->name = options.module_name;
    result.module->is_one_of_several = options.build.size() > 1;
    diag::Sink attempt;
    ModuleChecker checker(file, tree, types, attempt, options, loader, *result.module, left);
    if (attempts == 1) elsewhere = checker.imported_classes();
    if (!checker.run(result, refused, specializations, elsewhere)) {
      elsewhere.insert(elsewhere.end(), checker.undeclared().begin(), checker.undeclared().end());
      continue;
    }
    if (checker.specializations().size() > specializations.size()) {
      specializations = checker.specializations();
      continue;
    }
    // A dict of a class of `collections` is given where a dict is declared: what is declared has to take it.
    if (types.has_refused_dict && !types.opens_dicts && std::ranges::any_of(attempt.all(), [](const diag::Diagnostic& one) { return one.code == not_convertible.code || one.code == return_type.code; })) {
      types.opens_dicts = true;
      continue;
    }
    const std::size_t known = left.size();
    if (!options.strict && attempts < most_attempts) left.insert(checker.to_leave().begin(), checker.to_leave().end());
    if (checker.to_refuse().empty() && left.size() == known) {
      for (const diag::Diagnostic& diagnostic : attempt.all()) sink.add(diagnostic);
      guard_read_only(*result.module);
      find_writes(*result.module);
      if (options.build.size() > 1) result.fields = fields_of(*result.module, options.module_name);
      return result;
    }
    refused.insert(checker.to_refuse().begin(), checker.to_refuse().end());
  }
}

}  // namespace keelback::check
