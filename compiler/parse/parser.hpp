// Source text to syntax tree. Accepts what `ast.parse` of the chosen Python version accepts, rejects what it rejects.
#pragma once

#include <string_view>

#include "ast/nodes.hpp"
#include "diag/diagnostic.hpp"
#include "support/arena.hpp"
#include "support/source_file.hpp"

namespace keelback::parse {

struct Options {
  int minor_version = 14;       // Python 3.x, 8 to 14
  bool mangles = false;         // `__name` in a class is `_Class__name`, as Python's compiler has it; its parser has not
  std::string_view class_name = {};  // the class around
};

// The module of `file`; null after errors, which are in `sink`. The tree lives in `arena` and points into the file's text.
// A stub (`.pyi`) is parsed the same way.
const ast::Module* parse_module(const support::SourceFile& file, support::Arena& arena, diag::Sink& sink, Options options = {});

// The expression that is the whole of `file` (`ast.parse(..., mode="eval")`), null after errors.
const ast::Expr* parse_expression(const support::SourceFile& file, support::Arena& arena, diag::Sink& sink, Options options = {});

// An annotation given as a string: `text` is the value of the string literal at `literal` of `file`. All nodes have the literal's span,
// and so do the errors.
const ast::Expr* parse_annotation(std::string_view text, const support::SourceFile& file, support::Span literal, support::Arena& arena,
                                  diag::Sink& sink, Options options = {});

// A function written by the compiler: the `def` that `text` is. All nodes have the span `place` of `file`.
const ast::FunctionDef* parse_definition(std::string_view text, const support::SourceFile& file, support::Span place, support::Arena& arena, diag::Sink& sink,
                                         Options options = {});

}  // namespace keelback::parse
