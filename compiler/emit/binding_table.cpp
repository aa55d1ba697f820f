#include "emit/binding_table.hpp"

#include <fmt/format.h>

namespace keelback::emit {

std::string binding_table(ModuleContext& context, const Residual& residual) {
  (void)context;
  (void)residual;
  return "}  // namespace\n";
}

}  // namespace keelback::emit
