// Several bases. One of them gives the layout; the others are mixins: classes of methods alone, of which each class that has them as a base compiles a copy, as if it had defined
// them itself where the method resolution order puts them (docs/design/classes.md, "Several bases").
#pragma once

#include <functional>
#include <set>
#include <string>
#include <vector>

#include "check/classes.hpp"

namespace keelback::check {

// The classes of the module that are mixins, by name.
std::set<std::string, std::less<>> find_mixins(const ModuleScope& scope);
// The method resolution order (C3); empty where Python would refuse the class.
std::vector<ClassInfo*> resolution_order(ClassInfo& klass);
// Gives the class, whose order is known, its copies of its mixins' methods. `tree`: a tree of the module that is this class' own. `read`: a method from its statement.
void copy_mixins(ClassInfo& klass, const ast::Module& tree, const std::function<Method(const ast::FunctionDef&)>& read);

}  // namespace keelback::check
