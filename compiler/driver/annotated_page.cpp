// The page of `keelback annotate`. Each line with something behind it is a <details>, which opens with a click or the Enter key.
#include <fmt/format.h>
#include <fmt/ranges.h>

#include "driver/annotate.hpp"

namespace keelback::driver {
namespace {

constexpr std::string_view style = R"css(
:root { color-scheme: light dark; --text: #1b1b1f; --back: #fff; --quiet: #5d5d66; --rule: #d7d7de; --native: #0a5c36; --python: #8a4b00; --code: #f4f4f7; --heat: 0, 110, 220; }
@media (prefers-color-scheme: dark) {
  :root { --text: #e6e6ea; --back: #16161a; --quiet: #a0a0aa; --rule: #3a3a42; --native: #6fd6a0; --python: #f0b265; --code: #222228; --heat: 90, 160, 255; }
}
body { color: var(--text); background: var(--back); font: 1rem/1.5 system-ui, sans-serif; margin: 1.5rem auto; max-width: 80rem; padding: 0 1rem; }
a { color: inherit; }
table { border-collapse: collapse; margin: 1rem 0; }
th, td { text-align: left; vertical-align: top; padding: .2rem 1rem .2rem 0; border-bottom: 1px solid var(--rule); }
code, pre, ol { font-family: ui-monospace, monospace; font-size: .875rem; }
ol { list-style: none; padding: 0; margin: 1rem 0; }
li { border-left: .25rem solid transparent; }
li:target { outline: 2px solid var(--quiet); }
li > div, summary, .columns { display: grid; grid-template-columns: 6ch 7ch 5ch 1fr; column-gap: 1ch; }
summary { cursor: pointer; }
summary .number::before { content: "▸"; float: left; } details[open] > summary .number::before { content: "▾"; }
h1 code { font-size: inherit; }
.columns { color: var(--quiet); font-size: .75rem; }
summary:hover, summary:focus-visible { background: var(--code); }
.number, .cost { color: var(--quiet); text-align: right; }
.source { white-space: pre-wrap; tab-size: 4; overflow-wrap: anywhere; }
.native { border-left-color: var(--native); } .native .state, td.native { color: var(--native); }
.python { border-left-color: var(--python); } .python .state, td.python { color: var(--python); }
td.native, td.python { border-left: 0; }
.behind { margin: .25rem 0 .75rem 21ch; }
.behind pre { background: var(--code); padding: .5rem .75rem; overflow-x: auto; margin: .25rem 0; }
.behind p { margin: .25rem 0; }
.w1 { background: rgba(var(--heat), .07); } .w2 { background: rgba(var(--heat), .14); } .w3 { background: rgba(var(--heat), .24); }
)css";

std::string escaped(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c == '&') out += "&amp;";
    else if (c == '<') out += "&lt;";
    else if (c == '>') out += "&gt;";
    else if (c == '"') out += "&quot;";
    else if (static_cast<unsigned char>(c) < 32 && c != '\n' && c != '\t') out += ' ';
    else out += c;
  }
  return out;
}

std::string count(int number, std::string_view one, std::string_view many) { return fmt::format("{} {}", number, number == 1 ? one : many); }

std::string described_types(const AnnotatedLine& line) {
  std::vector<std::string> parts;
  for (const auto& [name, types] : line.types) parts.push_back(fmt::format("{}: {}", name, fmt::join(types, " or ")));
  return fmt::format("{}", fmt::join(parts, "; "));
}

std::vector<std::string> described_costs(const AnnotatedLine& line) {
  std::vector<std::string> parts;
  if (line.checks) parts.push_back(count(line.checks, "operation is checked when it runs", "operations are checked when they run"));
  if (line.hoisted) parts.push_back(count(line.hoisted, "operation is checked once, in front of the loop", "operations are checked once, in front of the loop"));
  if (line.allocations) parts.push_back(count(line.allocations, "new object", "new objects"));
  if (line.loops && !parts.empty()) parts.push_back(line.loops == 1 ? "in a loop" : fmt::format("in {} loops", line.loops));
  return parts;
}

// 0 to 3: how much the line does beside computing, more so in loops.
int weight(const AnnotatedLine& line) {
  const int work = line.checks + 3 * line.allocations;
  return work == 0 ? 0 : line.loops == 0 ? 1 : line.loops == 1 ? 2 : 3;
}

std::string row(const AnnotatedLine& line, const std::string& source, std::size_t number) {
  using State = AnnotatedLine::State;
  const std::string_view state = line.state == State::native ? "native" : line.state == State::python ? "python" : "";
  const std::string_view shown = line.state == State::native ? "native" : line.state == State::python ? "Python" : "";
  const auto costs = described_costs(line);
  const std::string types = described_types(line);
  const int work = line.checks + line.allocations;
  const std::string cells = fmt::format(
      R"(<span class="number">{}</span><span class="state">{}</span><span class="cost">{}</span><span class="source"{}>{}</span>)", number, shown,
      work ? std::to_string(work) : "", types.empty() ? "" : fmt::format(" title=\"{}\"", escaped(types)), source.empty() ? " " : escaped(source));
  const int heat = weight(line);
  std::string out = fmt::format("<li id=\"L{}\" class=\"{}{}\">", number, state, heat ? fmt::format(" w{}", heat) : "");
  if (types.empty() && costs.empty() && line.cpp.empty() && line.reason.empty()) return out + "<div>" + cells + "</div></li>\n";
  out += "<details><summary>" + cells + "</summary><div class=\"behind\">";
  if (!line.reason.empty()) out += fmt::format("<p>Stayed Python. {}</p>", escaped(line.reason));
  if (!types.empty()) out += fmt::format("<p>Types: <code>{}</code></p>", escaped(types));
  if (!costs.empty()) out += fmt::format("<p>Cost: {}.</p>", fmt::join(costs, ", "));
  for (const std::string& piece : line.cpp) out += fmt::format("<pre><code>{}</code></pre>", escaped(piece));
  return out + "</div></details></li>\n";
}

std::string function_table(const Annotation& annotation) {
  if (annotation.functions.empty()) return "<p>No function was meant to be native: annotate the parameters of one.</p>\n";
  std::string out = "<table><caption>Functions that were meant to be native</caption><thead><tr><th scope=\"col\">Function</th><th scope=\"col\">State</th><th scope=\"col\">Signatures, or the reason</th></tr></thead><tbody>\n";
  for (const auto& function : annotation.functions) {
    std::string what;
    for (const auto& signature : function.signatures) what += (what.empty() ? "" : "<br>") + fmt::format("<code>{}</code>", escaped(signature));
    out += fmt::format("<tr><th scope=\"row\"><a href=\"#L{}\"><code>{}</code></a></th><td class=\"{}\">{}</td><td>{}</td></tr>\n", function.line, escaped(function.name),
                       function.native ? "native" : "python", function.native ? "native" : "Python", function.native ? what : escaped(function.reason));
  }
  return out + "</tbody></table>\n";
}

}  // namespace

std::string annotated_page(const Annotation& annotation) {
  std::string rows;
  for (std::size_t i = 0; i < annotation.source.size(); ++i)
    if (i + 1 < annotation.source.size() || !annotation.source[i].empty()) rows += row(annotation.lines[i], annotation.source[i], i + 1);
  return fmt::format(R"(<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{0}: what became native</title>
<style>{1}</style>
</head>
<body>
<header>
<h1><code>{0}</code></h1>
<p>{2}. Each line says whether it runs as native code or as Python, and how many of its operations are checked or allocate when it runs; a line that can be opened
(click, or Enter) shows types, costs and the C++ behind it. The darker a line, the more it does in inner loops beside computing.</p>
</header>
<main>
<h2>Functions</h2>
{3}<h2>Source</h2>
<div class="columns" aria-hidden="true"><span>Line</span><span>Runs as</span><span>Cost</span><span>Source</span></div>
<ol>
{4}</ol>
</main>
</body>
</html>
)",
                     escaped(annotation.module), style, escaped(annotation.file), function_table(annotation), rows);
}

}  // namespace keelback::driver
