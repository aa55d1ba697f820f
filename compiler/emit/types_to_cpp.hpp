// Which C++ type holds a value, and how constants are written.
#pragma once

#include <set>
#include <string>

#include "ir/nodes.hpp"

namespace keelback::emit {

using types::Kind;
using types::Type;

// The headers that the generated file includes, relative to include/keelback/.
using Headers = std::set<std::string, std::less<>>;

// The type of a local, a result, a container's item. Adds the headers that it needs.
std::string cpp_type(Type type, Headers& headers);
// The struct of a compiled class.
std::string class_name(Type type);
// The structs that stand for an enumeration and a class of named tuples.
std::string enum_name(Type enumeration);
std::string named_tuple_name(Type type);
// The type of a native function's parameter: arrays as views and small things by value, others by const reference.
std::string parameter_type(Type type, Headers& headers);

// bool, a number (not complex), a literal of one: passed by value, has C++'s operators.
bool is_cpp_scalar(Type type);
// Copying the C++ value costs nothing and needs no destructor.
bool is_trivial(Type type);
// Whether the value holds no information (a module, a library function, a type): no code is generated for it.
bool is_empty(Type type);
// The dtype of an array element, a scalar, a Python number or a literal of one.
types::DType dtype_of(Type type);

// `int`, `float`... constants in exact C++ spelling; negative ones in parentheses where `operand`.
std::string cpp_integer(std::int64_t value);
std::string cpp_double(double value);
std::string cpp_float(float value);
// The value of a literal type as a constant of `dtype`'s C++ type.
std::string cpp_number(const types::Value& value, types::DType dtype);

}  // namespace keelback::emit
