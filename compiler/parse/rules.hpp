// What CPython's compiler rejects of the sources that its parser accepts: its future.c, symtable.c, codegen.c.
#pragma once

#include "ast/nodes.hpp"
#include "diag/diagnostic.hpp"
#include "support/source_file.hpp"

namespace keelback::parse {

// Reports each place that breaks a rule of Python 3.`minor_version`, in the order of the text, and returns whether there is none. Names of the
// tree are compared as they are, so it has to be one with mangled names (`Options::mangles`).
bool check_rules(const ast::Module& module, const support::SourceFile& file, diag::Sink& sink, int minor_version);

}  // namespace keelback::parse
