// generator.hpp, compiled once.
#pragma once

#include <keelback/generator.hpp>

namespace keelback {

void raise_already_executing(int line) { raise_text(exception::value_error, line, "generator already executing"); }
void raise_ignored_exit(int line) { raise_text(exception::runtime_error, line, "generator ignored GeneratorExit"); }
void raise_sent_too_early(int line) { raise_text(exception::type_error, line, "can't send non-None value to a just-started generator"); }

void raise_copy(const error& thrown) {
  error raised(thrown);
  raised.enter_call();
  throw raised;
}

void refuse_stop(const error& raised) {
  if (!raised.is_a(exception::stop_iteration)) return;
  constexpr const char* text = "generator raised StopIteration";
  error refused(exception::runtime_error, 0, text, std::strlen(text), argument::text);
  refused.set_context(raised);
  refused.set_cause(raised);
  refused.enter_call();  // CPython raises it outside of the frame
  throw refused;
}

}  // namespace keelback
