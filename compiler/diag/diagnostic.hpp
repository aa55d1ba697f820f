// Diagnostics: declared beside the place that emits them, collected in a `Sink`, rendered by diag/render.hpp.
//
// Codes: KB1xxx lexical, KB2xxx syntax, KB3xxx types and inference, KB4xxx library, KB5xxx annotations and exports,
// KB6xxx language features that are not compiled, KB7xxx driver and toolchain, KB9xxx internal. Each has a page in docs/diagnostics/.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "support/source_file.hpp"
#include "support/span.hpp"

namespace keelback::diag {

// A kind of diagnostic: its code and its text with fmt placeholders, one for each of `Args`.
//
//   inline constexpr Diag<std::string_view> undefined_name{"KB3001", "name `{}` is not defined"};
template <class... Args>
struct Diag {
  const char* code;
  const char* text;
};

enum class Severity : std::uint8_t { error, warning, note };

struct Note {
  std::string message;
  std::optional<support::Span> span;  // in the diagnostic's file, unless `file` says otherwise
  const support::SourceFile* file = nullptr;
};

struct Diagnostic {
  std::string_view code;  // of the `Diag`, so it lives forever
  Severity severity = Severity::error;
  std::string message;
  const support::SourceFile* file = nullptr;  // none: it is about no file, `span` is meaningless
  support::Span span;
  std::vector<Note> notes;
  std::string hint;  // what to do about it; empty: nothing to say
};

// The diagnostic of that kind. `args` convert to the kind's `Args`.
template <class... Args, class... Given>
Diagnostic make(const Diag<Args...>& kind, Severity severity, const support::SourceFile* file, support::Span span, Given&&... args) {
  static_assert(sizeof...(Args) == sizeof...(Given), "one argument for each placeholder");
  const auto text = [&](const Args&... converted) { return fmt::format(fmt::runtime(kind.text), converted...); };
  return Diagnostic{.code = kind.code, .severity = severity, .message = text(static_cast<const Args&>(args)...), .file = file, .span = span};
}

class Sink {
 public:
  // The reference is good until the next one is added: notes and the hint are set through it.
  Diagnostic& add(Diagnostic diagnostic) {
    if (diagnostic.severity == Severity::error) ++errors_;
    return diagnostics_.emplace_back(std::move(diagnostic));
  }
  template <class... Args, class... Given>
  Diagnostic& error(const support::SourceFile& file, support::Span span, const Diag<Args...>& kind, Given&&... args) {
    return add(make(kind, Severity::error, &file, span, std::forward<Given>(args)...));
  }
  template <class... Args, class... Given>
  Diagnostic& warning(const support::SourceFile& file, support::Span span, const Diag<Args...>& kind, Given&&... args) {
    return add(make(kind, Severity::warning, &file, span, std::forward<Given>(args)...));
  }

  const std::vector<Diagnostic>& all() const { return diagnostics_; }
  bool has_errors() const { return errors_ > 0; }
  std::size_t error_count() const { return errors_; }

 private:
  std::vector<Diagnostic> diagnostics_;
  std::size_t errors_ = 0;
};

}  // namespace keelback::diag
