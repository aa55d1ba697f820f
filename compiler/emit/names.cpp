#include "emit/names.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <iterator>

namespace keelback::emit {
namespace {

// C++20 keywords, macros of the C headers that generated code sees, and what generated functions call their own.
constexpr std::string_view reserved[] = {
    "EOF", "FP_INFINITE", "FP_NAN", "FP_NORMAL", "FP_SUBNORMAL", "FP_ZERO", "HUGE_VAL", "I", "INFINITY", "MATH_ERREXCEPT", "MATH_ERRNO", "NAN",
    "NULL", "alignas", "alignof", "and", "and_eq", "asm", "assert", "auto", "bitand", "bitor", "bool", "break", "case", "catch", "char", "char16_t",
    "char32_t", "char8_t", "class", "co_await", "co_return", "co_yield", "compl", "concept", "const", "const_cast", "consteval", "constexpr",
    "constinit", "continue", "decltype", "default", "delete", "do", "double", "dynamic_cast", "else", "enum", "errno", "error", "explicit",
    "export", "extern", "false", "float", "for", "frame", "friend", "goto", "if", "inline", "int", "kb", "keelback", "line", "linux", "long",
    "main", "math_errhandling", "mutable", "namespace", "new", "noexcept", "not", "not_eq", "nullptr", "offsetof", "operator", "or", "or_eq",
    "private", "protected", "public", "register", "reinterpret_cast", "requires", "return", "short", "signed", "sizeof", "static",
    "static_assert", "static_cast", "std", "stderr", "stdin", "stdout", "struct", "switch", "template", "this", "thread_local", "throw", "true",
    "try", "typedef", "typeid", "typename", "union", "unix", "unsigned", "using", "virtual", "void", "volatile", "wchar_t", "while", "xor", "xor_eq",
};

}  // namespace

std::string sanitize(std::string_view name) {
  std::string out;
  for (std::size_t i = 0; i < name.size();) {
    const unsigned char c = static_cast<unsigned char>(name[i]);
    if (std::isalnum(c) || c == '_') {
      if (c == '_' && !out.empty() && out.back() == '_') {
        out += "0_";  // two underscores in a row are the compiler's
      } else {
        out += char(c);
      }
      ++i;
    } else if (c < 0x80) {
      if (out.empty() || out.back() != '_') out += '_';
      ++i;
    } else {
      const int bytes = c >= 0xf0 ? 4 : c >= 0xe0 ? 3 : 2;
      unsigned code = c & (0xffu >> (bytes + 1));
      for (int k = 1; k < bytes && i + k < name.size(); ++k) code = code << 6 | (static_cast<unsigned char>(name[i + k]) & 0x3fu);
      out += fmt::format("u{:x}", code);
      i += bytes;
    }
  }
  if (out.empty() || std::isdigit(static_cast<unsigned char>(out[0]))) out = "n" + out;
  if (out[0] == '_' && out.size() > 1) out = "p" + out;  // and so is an underscore in front, partly
  if (out == "_") out = "unused";
  const bool macro = out.starts_with("KB_") || out.starts_with("M_") || out.starts_with("INT") || out.starts_with("UINT") || out.starts_with("SIZE_");
  if (macro || std::ranges::binary_search(reserved, std::string_view(out))) out += "_";
  return out;
}

std::string NameScope::unique(std::string_view name) {
  const auto [base, is_new] = used_.emplace(sanitize(name), 2);
  if (is_new) return base->first;
  const std::string_view between = base->first.back() == '_' ? "" : "_";
  for (;;) {
    std::string candidate = fmt::format("{}{}{}", base->first, between, base->second++);
    if (used_.emplace(candidate, 2).second) return candidate;
  }
}

std::string cpp_string(std::string_view bytes) {
  std::string out = "\"";
  bool after_hex = false;
  for (unsigned char c : bytes) {
    if (after_hex && std::isxdigit(c)) out += "\"\"";
    after_hex = false;
    switch (c) {
      case '"': out += "\\\""; break;
      case '\\': out += "\\\\"; break;
      case '\n': out += "\\n"; break;
      case '\t': out += "\\t"; break;
      case '\r': out += "\\r"; break;
      case '?': out += "\\?"; break;
      default:
        if (c < 0x20 || c == 0x7f) {
          out += fmt::format("\\x{:02x}", c);
          after_hex = true;
        } else {
          out += char(c);
        }
    }
  }
  return out + "\"";
}

std::string cpp_exception_class(std::string_view name) {
  const std::size_t colon = name.find(':');
  if (colon == std::string_view::npos) return cpp_exception(name);
  return fmt::format("kb::python_class{{{}, {}}}", colon == 0 ? "nullptr" : cpp_string(name.substr(0, colon)), cpp_string(name.substr(colon + 1)));
}

std::string cpp_exception(std::string_view name) {
  if (const std::size_t dot = name.rfind('.'); dot != std::string_view::npos) name.remove_prefix(dot + 1);
  if (name == "Exception") return "kb::exception::any_exception";
  if (name == "LinAlgError") return "kb::exception::linalg_error";
  if (name == "IOError" || name == "EnvironmentError") return "kb::exception::os_error";
  std::string out;
  for (std::size_t i = 0; i < name.size(); ++i) {
    const bool upper = std::isupper(static_cast<unsigned char>(name[i]));
    const bool before_lower = i + 1 < name.size() && std::islower(static_cast<unsigned char>(name[i + 1]));
    if (upper && i > 0 && (before_lower || std::islower(static_cast<unsigned char>(name[i - 1])))) out += '_';
    out += char(std::tolower(static_cast<unsigned char>(name[i])));
  }
  return "kb::exception::" + out;
}

}  // namespace keelback::emit
