// Which fields `__init__` sets before anyone else can see the object.
#pragma once

#include <set>
#include <string>
#include <string_view>

#include "check/classes.hpp"

namespace keelback::check {

std::set<std::string, std::less<>> set_by_init(ClassInfo& klass);

// Attributes of their own objects that the class' methods assign.
std::set<std::string, std::less<>> stored_by_methods(const ClassInfo& klass);

// `receiver.name`, or null.
const ast::Attribute* attribute_of(const ast::Expr& node, std::string_view receiver);

}  // namespace keelback::check
