#include "emit/c_functions.hpp"

#include <fmt/format.h>

namespace keelback::emit {
namespace {

using types::DType;

// As Cython writes the type.
std::string_view c_name(DType dtype) {
  switch (dtype) {
    case DType::boolean: return "bool";
    case DType::int8: return "signed char";
    case DType::int16: return "short";
    case DType::int32: return "int";
    case DType::int64: return "long";
    case DType::uint8: return "unsigned char";
    case DType::uint16: return "unsigned short";
    case DType::uint32: return "unsigned int";
    case DType::uint64: return "unsigned long";
    case DType::float16: return "npy_half";
    case DType::float32: return "float";
    case DType::float64: return "double";
    case DType::complex64: return "float complex";
    case DType::complex128: return "double complex";
    default: break;   // no number
  }
  return "";
}

// The number that C gets; none: void.
std::optional<DType> result_of(const ir::Function& native) {
  if (native.result->kind == Kind::never) return DType::float64;
  return types::common_dtype(native.result);
}

struct Parameters {
  std::vector<std::string> declared, passed, types, signature;
};

Parameters parameters_of(const ir::Function& native) {
  Parameters all;
  for (std::size_t i = 0; i < native.parameters.size(); ++i) {
    const Type type = native[native.parameters[i]].type;
    const bool is_pointer = type->kind == Kind::array;
    const DType dtype = is_pointer ? type->dtype : dtype_of(type);
    const std::string name = fmt::format("x{}", i + 1);
    const std::string_view cpp = types::cpp_name_of(dtype);
    all.declared.push_back(fmt::format("{}{} {}", cpp, is_pointer ? "*" : "", name));
    all.passed.push_back(is_pointer ? fmt::format("kb::binding::pointed({})", name) : name);
    all.types.emplace_back(cpp);
    all.signature.push_back(fmt::format("{}{}", c_name(dtype), is_pointer ? " *" : ""));
  }
  return all;
}

}  // namespace

CFunction c_function(ModuleContext& context, const ir::Export& exported) {
  context.headers.insert("binding/c_function.hpp");
  const std::string name = sanitize(exported.name);
  CFunction made;
  made.table = context.names.unique(name + "_for_c");
  if (exported.form == ir::Export::Form::capsule) {
    const InstanceId id = exported.overloads[0].instance;
    const ir::Function& native = context.module[id];
    const Parameters parameters = parameters_of(native);
    const auto result = result_of(native);
    const std::string type = result ? std::string(types::cpp_name_of(*result)) : "void", function = context.names.unique(name + "_called_from_c");
    made.definitions = fmt::format("{} {}({}) {{\n  return kb::binding::call_from_c<{}>({}, [&] {{ return {}({}); }});\n}}\n", type, function, fmt::join(parameters.declared, ", "),
                                   type, cpp_string(exported.name), context.function_names[id.value], fmt::join(parameters.passed, ", "));
    made.definitions += fmt::format("const kb::binding::c_function {} = {{reinterpret_cast<void (*)()>(&{}), {}, {}}};\n", made.table, function, cpp_string(exported.capsule),
                                    cpp_string(fmt::format("{} ({})", result ? c_name(*result) : "void", fmt::join(parameters.signature, ", "))));
    return made;
  }
  std::vector<std::string> loops, types;
  std::size_t inputs = 0;
  for (const ir::Overload& overload : exported.overloads) {
    const ir::Function& native = context.module[overload.instance];
    Parameters parameters = parameters_of(native);
    inputs = parameters.types.size();
    const std::string result(types::cpp_name_of(*result_of(native)));
    loops.push_back(context.names.unique(name + "_loop"));
    std::vector<std::string> all{result};
    all.insert(all.end(), parameters.types.begin(), parameters.types.end());
    made.definitions += fmt::format("void {}(char** args, const std::intptr_t* counts, const std::intptr_t* steps, void*) {{\n", loops.back());
    made.definitions += fmt::format("  kb::binding::run_ufunc_loop<{}>(args, counts, steps, []({}) {{ return {}({}); }});\n}}\n", fmt::join(all, ", "),
                                    fmt::join(parameters.declared, ", "), context.function_names[overload.instance.value], fmt::join(parameters.passed, ", "));
    parameters.types.push_back(result);
    for (const std::string& one : parameters.types) types.push_back(fmt::format("kb::binding::type_number<{}>()", one));
  }
  const std::string list = context.names.unique(name + "_loops"), numbers = context.names.unique(name + "_types");
  made.definitions += fmt::format("const kb::binding::ufunc_loop {}[] = {{{}}};\nconst char {}[] = {{{}}};\n", list, fmt::join(loops, ", "), numbers, fmt::join(types, ", "));
  made.definitions += fmt::format("const kb::binding::c_function {} = {{nullptr, nullptr, nullptr, {}, {}, {}, {}}};\n", made.table, list, numbers, loops.size(), inputs);
  return made;
}

}  // namespace keelback::emit
