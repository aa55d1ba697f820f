// The optimizer: passes over the IR of a module, in a fixed order (docs/ir.md, "Passes"). Each keeps the IR verified and the program's meaning.
#pragma once

#include <span>
#include <string_view>

#include "ir/nodes.hpp"

namespace keelback::passes {

struct Pass {
  std::string_view name;
  std::string_view what;
  void (*run)(ir::Module& module);
};

// In the order in which they run.
std::span<const Pass> all();

// Runs the passes; stops behind the one called `last`, where a name is given.
void optimize(ir::Module& module, std::string_view last = {});

// simplify.cpp: folds what is known, drops what does nothing.
void simplify(ir::Module& module);
// drop_tags.cpp: unions of a Python and a NumPy number become plain numbers where nothing asks which of them it is.
void drop_tags(ir::Module& module);
// inline.cpp: small functions that loops call are carried out in place, so that the caller's ranges prove their checks.
void inline_calls(ir::Module& module);
// fuse.cpp: an array expression that is read once becomes a part of the one that reads it.
void fuse(ir::Module& module);
// small_arrays.cpp: vectors of a few elements, whose number is known, are variables.
void small_arrays(ir::Module& module);
// prove_checks.cpp: bounds, overflow and zero checks that follow from ranges are marked as proved.
void prove_checks(ir::Module& module);
// version_loops.cpp: what cannot be proved for a loop but can be tested in front of it: a copy without checks for when the test holds.
void version_loops(ir::Module& module);
// select_stores.cpp: a store under a condition becomes a store of what is selected, where the element has been read anyway.
void select_stores(ir::Module& module);
// hoist_reads.cpp: an element that all turns of a loop read is read in front of it, and the turn that may store into it is taken out of the loop.
void hoist_reads(ir::Module& module);
// simplify.cpp: behind the passes that copy loops, which may make the calls again, calls carried out in place need no arguments.
void drop_unread(ir::Module& module);
// fold_lists.cpp: lists of numbers that are only summed up, counted or searched for their least or greatest item keep none of them.
void fold_lists(ir::Module& module);
// characters.cpp: characters of texts that are only compared, classified and appended are their code points.
void characters(ir::Module& module);
// place_objects.cpp: objects that nothing holds for longer than the block that makes them are in the frame's memory, and functions give them by value.
void place_objects(ir::Module& module);
void find_fresh_results(ir::Module& module);  // the second half alone: Function::gives_fresh
// borrow.cpp: locals and arguments that something else keeps alive count no reference.
void borrow(ir::Module& module);

}  // namespace keelback::passes
