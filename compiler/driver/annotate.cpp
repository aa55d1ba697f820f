#include "driver/annotate.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cctype>
#include <charconv>
#include <map>
#include <memory>
#include <set>
#include <string_view>
#include <system_error>
#include <tuple>

#include "driver/cache.hpp"
#include "driver/diagnostics.hpp"
#include "driver/problems.hpp"
#include "driver/unit.hpp"
#include "ir/effects.hpp"
#include "ir/walk.hpp"
#include "lex/lexer.hpp"

namespace keelback::driver {

namespace fs = std::filesystem;

namespace {

class Annotator {
 public:
  explicit Annotator(Unit& unit) : unit_(unit), source_(*unit.source()) {
    page_.module = unit.module.name;
    page_.file = unit.module.path.string();
    for (std::uint32_t line = 1; line <= source_.line_count(); ++line) page_.source.emplace_back(source_.line(line));
    page_.lines.resize(page_.source.size());
  }

  Annotation run() {
    const lex::TokenStream stream = lex::tokenize(source_, {0, std::uint32_t(source_.text().size())}, {.minor_version = unit_.options.minor_version});
    for (const auto& token : stream.tokens) {
      if (token.span.size() == 0) continue;
      for (int line = line_of(token.span.begin); line <= line_of(token.span.end - 1); ++line)
        if (source_.text(token.span) != "\n") at(line).state = AnnotatedLine::State::python;
    }
    const ir::CallEffects calls = ir::call_effects(*unit_.result.module);
    for (const ir::Function& function : unit_.result.module->functions)
      if (unit_.result.module->files[std::size_t(function.file)] == page_.file) add_function(function, calls, stream);
    add_exports();
    for (const auto& stayed : unit_.result.stayed_python) {
      const int line = line_of(stayed.span.begin);
      const std::string reason = fmt::format("{}: {} (line {})", stayed.reason.code, stayed.reason.message, line_of(stayed.reason.span.begin));
      at(line).reason = reason;
      page_.functions.push_back({stayed.name, line, false, {}, reason});
    }
    std::sort(page_.functions.begin(), page_.functions.end(), [](const auto& a, const auto& b) { return a.line < b.line; });
    add_cpp(unit_.generate());
    return std::move(page_);
  }

 private:
  int line_of(std::uint32_t offset) const { return int(source_.line_column(offset).line); }
  AnnotatedLine& at(int line) { return page_.lines[std::size_t(line - 1)]; }

  void add_function(const ir::Function& function, const ir::CallEffects& calls, const lex::TokenStream& stream) {
    std::map<std::string_view, std::set<std::string>> locals;
    for (const ir::Local& local : function.locals)
      if (local.name_id || local.is_parameter) locals[local.name].insert(local.type->text);
    const int last = last_line(function);
    for (const auto& token : stream.tokens) {
      if (token.span.begin < function.span.begin || token.span.size() == 0) continue;
      const int line = line_of(token.span.begin);
      if (line > last) break;
      if (source_.text(token.span) == "\n" || at(line).state == AnnotatedLine::State::blank) continue;
      at(line).state = AnnotatedLine::State::native;
      if (const auto known = locals.find(source_.text(token.span)); known != locals.end()) at(line).types[std::string(known->first)].insert(known->second.begin(), known->second.end());
    }
    add_loops(function, function.body, 0);
    add_costs(function, calls);
  }

  int last_line(const ir::Function& function) const {
    std::uint32_t end = function.span.begin;
    for (const auto& statement : function.stmts) end = std::max(end, statement.span.end);
    for (const auto& expression : function.exprs) end = std::max(end, expression.span.end);
    end = std::max(end, function.span.end);
    return line_of(end > 0 ? end - 1 : 0);
  }

  void add_loops(const ir::Function& function, const ir::Block& block, int depth) {
    for (const ir::StmtId id : block) {
      const auto& statement = function[id];
      if (statement.span.size() != 0) at(line_of(statement.span.begin)).loops = std::max(at(line_of(statement.span.begin)).loops, depth);
      const bool loop = std::visit([](const auto& node) {
        using Node = std::decay_t<decltype(node)>;
        return std::is_same_v<Node, ir::While> || std::is_same_v<Node, ir::ForRange> || std::is_same_v<Node, ir::ForEach>;
      }, statement.node);
      ir::for_each_child_block(statement, [&](const ir::Block& inner) { add_loops(function, inner, depth + loop); });
    }
  }

  // A loop may be there twice, with its checks and, for when they have been made in front of it, without: the same operation of the same place, twice.
  void add_costs(const ir::Function& function, const ir::CallEffects& calls) {
    struct Seen {
      bool raises = false, free = false, allocates = false;
    };
    std::map<std::tuple<std::uint32_t, std::uint32_t, std::size_t>, Seen> places;
    ir::for_each_expr(function, function.body, [&](ir::ExprId id) {
      const support::Span span = function[id].span;
      if (span.size() == 0) return;
      const ir::Effects effects = ir::own_effects(*unit_.result.module, function, id, &calls);
      Seen& seen = places[{span.begin, span.end, function[id].node.index()}];
      const bool raises = ir::has(effects, ir::Effects::raises);
      seen.raises |= raises;
      seen.free |= !raises;
      seen.allocates |= ir::has(effects, ir::Effects::allocates);
    });
    for (const auto& [place, seen] : places) {
      AnnotatedLine& line = at(line_of(std::get<0>(place)));
      line.checks += seen.raises && !seen.free;
      line.hoisted += seen.raises && seen.free;
      line.allocations += seen.allocates;
    }
  }

  void add_exports() {
    for (const ir::Export& exported : unit_.result.module->exports) {
      AnnotatedFunction function{exported.name, line_of(exported.span.begin), true, {}, {}};
      for (const ir::Overload& overload : exported.overloads) {
        const ir::Function& instance = (*unit_.result.module)[overload.instance];
        if (&overload == &exported.overloads.front() && instance.span.size() != 0) function.line = line_of(instance.span.begin);
        std::vector<std::string> parameters;
        for (const ir::LocalId parameter : instance.parameters) parameters.push_back(fmt::format("{}: {}", instance[parameter].name, instance[parameter].type->text));
        function.signatures.push_back(fmt::format("{}({}) -> {}", exported.name, fmt::join(parameters, ", "), instance.result ? instance.result->text : "None"));
      }
      page_.functions.push_back(std::move(function));
    }
  }

  // Generated C++ names, in front of each statement's, the line it was made from: `// 12: the text`; of another module's, `// other.py:12: the text`.
  void add_cpp(const std::string& text) {
    int line = 0;
    std::vector<std::string_view> piece;
    const auto end_piece = [&] {
      const std::string text_of_piece = dedented(piece);
      if (line > 0 && std::size_t(line) <= page_.lines.size() && !text_of_piece.empty()) {
        auto& pieces = at(line).cpp;
        if (std::find(pieces.begin(), pieces.end(), text_of_piece) == pieces.end()) pieces.push_back(text_of_piece);
      }
      piece.clear();
    };
    for (std::size_t from = 0; from < text.size();) {
      const std::size_t to = std::min(text.find('\n', from), text.size());
      const std::string_view whole(text.data() + from, to - from);
      from = to + 1;
      const std::string_view bare = whole.substr(std::min(whole.find_first_not_of(' '), whole.size()));
      if ((!whole.empty() && whole[0] != ' ') || bare.starts_with("} catch (kb::error& error)")) {  // outside of functions, or what ends each
        end_piece();
        line = 0;
      } else if (const int number = marked_line(bare); number > 0) {
        end_piece();
        line = number;
      } else if (line > 0) {
        piece.push_back(whole);
      }
    }
    end_piece();
  }

  static std::string dedented(const std::vector<std::string_view>& lines) {
    std::size_t margin = std::string_view::npos;
    for (const std::string_view line : lines) margin = std::min(margin, line.find_first_not_of(' '));
    std::string text;
    for (const std::string_view line : lines) text += fmt::format("{}{}", text.empty() ? "" : "\n", line.substr(std::min(margin, line.size())));
    return text;
  }

  // The number in a comment `// 12: text`; 0 for what is none.
  static int marked_line(std::string_view text) {
    int number = 0;
    if (!text.starts_with("// ")) return 0;
    const auto [end, error] = std::from_chars(text.data() + 3, text.data() + text.size(), number);
    return error == std::errc() && end != text.data() + text.size() && *end == ':' ? number : 0;
  }

  Unit& unit_;
  const support::SourceFile& source_;
  Annotation page_;
};

}  // namespace

Annotation annotation_of(Unit& unit) { return Annotator(unit).run(); }

void annotate(const AnnotateOptions& options, Reporter& reporter) {
  diag::Sink sink;
  const auto module = find_module(options.file, options.module_name, sink);
  reporter.add(sink);
  if (!module) return;
  auto unit = std::make_shared<Unit>(*module, UnitOptions{});
  reporter.keep(unit);
  const bool good = unit->check();
  reporter.add(unit->errors());  // what stayed Python is on the page
  if (!good) return;
  const std::string output = options.output.empty() ? module->path.stem().string() + ".html" : options.output;
  diag::Sink written;
  try {
    place_file(annotated_page(annotation_of(*unit)), output);
    reporter.say(output);
  } catch (const std::system_error& error) {
    report_system(error, output, written);
  }
  reporter.add(written);
}

}  // namespace keelback::driver
