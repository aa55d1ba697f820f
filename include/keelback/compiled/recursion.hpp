// recursion.hpp, compiled once.
#pragma once

#include <keelback/platform_stack.hpp>
#include <keelback/recursion.hpp>

namespace keelback {

namespace {
// What native code may use of a stack: its upper half, and not more than this. The rest is Python's, which native code calls at any depth.
constexpr std::uintptr_t most_native_stack = std::uintptr_t{2} << 20;
// Of a stack whose bounds nobody knows, from the first frame that is seen.
constexpr std::uintptr_t unknown_native_stack = std::uintptr_t{1} << 18;

stack_bounds native_part(std::uintptr_t address) {
  stack_bounds all = bounds_of_stack();
  if (address < all.low || address >= all.high) return {address - unknown_native_stack, address + stack_window_size};
  const std::uintptr_t half = (all.high - all.low) / 2;
  return {all.high - (half < most_native_stack ? half : most_native_stack), all.high};
}
}  // namespace

void move_stack_window(std::uintptr_t address, int line) {
  thread_local stack_bounds part;
  // First seen, or on a stack that somebody has made for himself.
  if (part.high == 0 || address >= part.high || address + (part.high - part.low) < part.low) part = native_part(address);
  if (address < part.low) raise_recursion(line);
  // Most of the window lies below: calls go down. A stack that is too small for a window has none, and asks each time.
  if (part.high - part.low < stack_window_size) return;
  std::uintptr_t low = address - stack_window_size / 4 * 3;
  if (low > address || low < part.low) low = part.low;
  if (low > part.high - stack_window_size) low = part.high - stack_window_size;
  stack_window = low;
}

}  // namespace keelback
