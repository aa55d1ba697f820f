// frontend_dump FILE [--python 3.11] [--tokens | --json | --quiet] [--rules] [--repeat N]: the tree as `ast.dump` prints it, or diagnostics and exit code 1.
// `--batch`: file names come on standard input; for each there is a line `ok SIZE` or `error SIZE`, then SIZE bytes. `--quiet` prints only the
// number of nodes, and the seconds that decoding and parsing took (`--repeat`: the least of N). `--rules`: what only `compile` rejects is an error, too,
// and the time is that of this alone.
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <iostream>
#include <iterator>
#include <string>
#include <vector>

#include "ast/walk.hpp"
#include "diag/render.hpp"
#include "lex/decode.hpp"
#include "lex/dump.hpp"
#include "parse/dump.hpp"
#include "parse/parser.hpp"
#include "parse/rules.hpp"

namespace {

using namespace keelback;

struct Arguments {
  std::string path;
  int minor_version = 14;
  int repeat = 1;
  bool tokens = false, json = false, quiet = false, batch = false, rules = false;
};

struct Result {
  bool ok = false;
  std::string text;
};

Result run(const std::string& path, const Arguments& arguments) {
  std::ifstream in(path, std::ios::binary);
  const std::string bytes{std::istreambuf_iterator<char>(in), {}};
  double best = 1e9;
  for (int round = 1;; ++round) {
    diag::Sink sink;
    support::Arena arena;
    auto start = std::chrono::steady_clock::now();
    Result result;
    const auto report = [&] {
      if (arguments.json) result.text = diag::render_json(sink.all());
      else for (const auto& diagnostic : sink.all()) result.text += diag::render_text(diagnostic, false);
      return result;
    };
    auto text = lex::decode_source(bytes, path, sink);
    if (!text) return report();
    const support::SourceFile file(path, std::move(*text));
    if (arguments.tokens) {
      lex::dump_tokens(lex::tokenize(file, {0, static_cast<std::uint32_t>(file.text().size())}, {.minor_version = arguments.minor_version}), file,
                       result.text);
      result.ok = true;
      return result;
    }
    const ast::Module* const tree = parse::parse_module(file, arena, sink, {.minor_version = arguments.minor_version, .mangles = arguments.rules});
    if (arguments.rules && tree != nullptr) start = std::chrono::steady_clock::now();
    if (arguments.rules && tree != nullptr && !parse::check_rules(*tree, file, sink, arguments.minor_version)) return report();
    best = std::min(best, std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count());
    if (tree == nullptr) return report();
    if (round < arguments.repeat) continue;
    result.ok = true;
    if (!arguments.quiet) {
      parse::dump_ast(tree, file, arguments.minor_version, result.text);
      result.text += '\n';
      return result;
    }
    std::size_t nodes = 0;
    ast::walk(tree, [&](const ast::Node*) { return ++nodes != 0; });
    result.text = fmt::format("{} nodes, {:.6f} s\n", nodes, best);
    return result;
  }
}

int batch(const Arguments& arguments) {
  std::string path;
  while (std::getline(std::cin, path)) {
    const Result result = run(path, arguments);
    fmt::print("{} {}\n{}", result.ok ? "ok" : "error", result.text.size(), result.text);
    std::fflush(stdout);
  }
  return 0;
}

}  // namespace

int main(int argc, char** argv) {
  Arguments arguments;
  for (int i = 1; i < argc; ++i) {
    const std::string argument = argv[i];
    const auto value = [&] { return std::string(i + 1 < argc ? argv[++i] : ""); };
    if (argument == "--python") arguments.minor_version = std::atoi(value().substr(2).c_str());
    else if (argument == "--repeat") arguments.repeat = std::atoi(value().c_str());
    else if (argument == "--tokens") arguments.tokens = true;
    else if (argument == "--json") arguments.json = true;
    else if (argument == "--quiet") arguments.quiet = true;
    else if (argument == "--rules") arguments.rules = true;
    else if (argument == "--batch") arguments.batch = true;
    else arguments.path = argument;
  }
  if (arguments.batch) return batch(arguments);
  const Result result = run(arguments.path, arguments);
  fmt::print("{}", result.text);
  return result.ok ? 0 : 1;
}
