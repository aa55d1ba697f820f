// str() and repr(). Of NumPy's numbers: native code stores them as Python's, NumPy shows them as it does in the version that runs.
#pragma once

#include "check/library_arguments.hpp"
#include "check/library_call.hpp"

namespace keelback::check {

// A call of `str`, `repr` or `ascii` with one argument that is such a number or holds some; none: the call's own function knows its text.
std::optional<ExprId> numpy_text(Builder& builder, const library::Table& table, types::EntryId entry, std::span<const LibraryArgument> args, Span span);

// str(value), of whatever members it may be.
ExprId text_of(LibraryCall& call, ExprId value);

}  // namespace keelback::check
